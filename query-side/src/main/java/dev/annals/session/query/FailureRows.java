package dev.annals.session.query;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FailureRows extends Repository<FailureRow, Long> {

    @Query("select f from FailureRow f where f.userId = :userId and f.logIndex < :before"
            + " order by f.generation desc, f.userId desc, f.logIndex desc")
    List<FailureRow> before(UUID userId, long before, Limit limit);
}
