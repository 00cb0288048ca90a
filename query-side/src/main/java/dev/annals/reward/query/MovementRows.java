package dev.annals.reward.query;

import dev.annals.reward.StockMovement;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MovementRows extends Repository<MovementRow, Long> {

    /** How much moved why. */
    record Total(StockMovement movement, long quantity) {}

    /** What is left of a reward. */
    record Left(UUID rewardId, long available) {}

    @Query("select m from MovementRow m where m.rewardId = :rewardId and m.logIndex < :before"
            + " order by m.generation desc, m.rewardId desc, m.logIndex desc")
    List<MovementRow> before(UUID rewardId, long before, Limit limit);

    @Query("select new dev.annals.reward.query.MovementRows$Total(m.movement, sum(m.quantity)) from MovementRow m"
            + " where m.rewardId = :rewardId group by m.movement")
    List<Total> totals(UUID rewardId);

    @Query("select new dev.annals.reward.query.MovementRows$Total(m.movement, sum(m.quantity)) from MovementRow m"
            + " where m.rewardId = :rewardId and m.logIndex <= :last group by m.movement")
    List<Total> totalsUpTo(UUID rewardId, long last);

    @Query("select new dev.annals.reward.query.MovementRows$Left(m.rewardId, sum(m.quantity)) from MovementRow m"
            + " where m.rewardId in :rewardIds group by m.rewardId")
    List<Left> left(Collection<UUID> rewardIds);

    @Query(
            "select coalesce(sum(m.quantity), 0) from MovementRow m where m.rewardId = :rewardId and m.logIndex < :before")
    long leftBefore(UUID rewardId, long before);

    @Query(
            "select coalesce(sum(m.quantity), 0) from MovementRow m where m.rewardId = :rewardId and m.logIndex < :before"
                    + " and m.movement = CLAIMED")
    long claimedBefore(UUID rewardId, long before);
}
