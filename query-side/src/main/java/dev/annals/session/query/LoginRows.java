package dev.annals.session.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LoginRows extends Repository<LoginRow, UUID> {

    @Query("select l from LoginRow l where l.userId = :userId and l.logIndex < :before"
            + " order by l.generation desc, l.userId desc, l.logIndex desc")
    List<LoginRow> before(UUID userId, long before, Limit limit);

    @Query("select l.happenedAt from LoginRow l where l.userId = :userId")
    List<Instant> instantsOf(UUID userId);
}
