package dev.annals.reward.query;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MovementRows extends Repository<MovementRow, Long> {

    @Query("select m from MovementRow m where m.rewardId = :rewardId and m.logIndex < :before"
            + " order by m.generation desc, m.rewardId desc, m.logIndex desc")
    List<MovementRow> before(UUID rewardId, long before, Limit limit);
}
