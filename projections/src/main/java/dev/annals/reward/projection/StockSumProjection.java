package dev.annals.reward.projection;

import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.StockMovement;
import java.util.Locale;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Sums the movements of each limited stock over stretches of the log, narrow and wide ones. A balance beside each movement
 * would be wrong as soon as an event with a lower index becomes visible after one with a higher; a sum of a stretch is not.
 */
@Component
@ProcessingGroup("stock-sum")
class StockSumProjection implements Projection {

    /** How many bits of the index a stretch leaves open. Readers know them as well. */
    private static final int[] WIDTHS = {8, 16, 24};

    private static final ReadTable TABLE = ReadTable.named("stock_sum_rows", "reward_id", "width", "place")
            .with("opened", "restocked", "claimed", "returned", "retired");

    private final ReadRows rows;

    StockSumProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    /** Several events are about one sum. */
    @Override
    public Object rowKey(EventMessage<?> event) {
        return switch (event.getPayload()) {
            case RewardEvent e -> e.rewardId();
            case ClaimEvent e -> e.rewardId();
            default -> throw new IllegalStateException("No event of a stock");
        };
    }

    @EventHandler
    void project(RewardDefined event, EventMessage<?> message) {
        var stock = event.stock().stream().mapToLong(Long::longValue).sum();
        if (event.limited()) add(event.rewardId(), StockMovement.OPENED, stock, message);
    }

    @EventHandler
    void project(RewardRestocked event, EventMessage<?> message) {
        add(event.rewardId(), StockMovement.RESTOCKED, event.quantity(), message);
    }

    @EventHandler
    void project(RewardRetired event, EventMessage<?> message) {
        if (event.quantity() != 0) add(event.rewardId(), StockMovement.RETIRED, -event.quantity(), message);
    }

    @EventHandler
    void project(RewardClaimed event, EventMessage<?> message) {
        if (event.bucket() != null) add(event.rewardId(), StockMovement.CLAIMED, -1, message);
    }

    @EventHandler
    void project(ClaimReversed event, EventMessage<?> message) {
        if (event.bucket() != null) add(event.rewardId(), StockMovement.RETURNED, 1, message);
    }

    private void add(RewardId rewardId, StockMovement movement, long quantity, EventMessage<?> message) {
        var index = Origin.of(message).index();
        for (var width : WIDTHS)
            rows.add(Row.of("reward_id", rewardId.value())
                    .with("width", width)
                    .with("place", index >> width)
                    .with(movement.name().toLowerCase(Locale.ROOT), quantity));
    }
}
