package dev.annals.session.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OpenSessionRows extends Repository<OpenSessionRow, UUID> {

    @Query("select s from OpenSessionRow s where s.userId = :userId and s.expiresAt > :now"
            + " order by s.generation desc, s.userId desc, s.logIndex desc")
    List<OpenSessionRow> openAt(UUID userId, Instant now, Limit limit);
}
