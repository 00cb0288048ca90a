package dev.annals.campaign.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PlayerFactRows extends Repository<PlayerFactRow, Long> {

    @Query("select f from PlayerFactRow f where f.userId = :userId and (f.kind = PROFILE"
            + " or (f.kind in (SIGN_IN, FRIEND) and f.happenedAt >= :from and f.happenedAt < :to)) order by f.logIndex")
    List<PlayerFactRow> of(UUID userId, Instant from, Instant to);
}
