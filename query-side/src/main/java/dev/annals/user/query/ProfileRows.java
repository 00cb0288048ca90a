package dev.annals.user.query;

import dev.annals.user.AccountStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Every order names the whole index, generation first: H2 walks an index in order only then. */
interface ProfileRows extends Repository<ProfileRow, UUID> {

    Optional<ProfileRow> findByUserId(UUID userId);

    @Query("select p from ProfileRow p where p.alias > :after order by p.generation, p.alias")
    List<ProfileRow> after(long after, Limit limit);

    @Query("select p from ProfileRow p where p.status = :status and p.alias > :after"
            + " order by p.generation, p.status, p.alias")
    List<ProfileRow> after(AccountStatus status, long after, Limit limit);
}
