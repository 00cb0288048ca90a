package dev.annals.reward.projection;

import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.StockMovement;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps one row per movement of a limited stock, for ever: their sum is what is left. */
@Component
@ProcessingGroup("stock-ledger")
class StockLedgerProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("stock_ledger_rows", "log_index")
            .with("event_id", "reward_id", "movement", "quantity", "claim_id", "by_actor", "happened_at");

    private final ReadRows rows;

    StockLedgerProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return event.getIdentifier();
    }

    @EventHandler
    void project(RewardDefined event, EventMessage<?> message) {
        var stock = event.stock().stream().mapToLong(Long::longValue).sum();
        if (event.limited()) move(event.rewardId(), StockMovement.OPENED, stock, null, message);
    }

    @EventHandler
    void project(RewardRestocked event, EventMessage<?> message) {
        move(event.rewardId(), StockMovement.RESTOCKED, event.quantity(), null, message);
    }

    @EventHandler
    void project(RewardRetired event, EventMessage<?> message) {
        if (event.quantity() != 0) move(event.rewardId(), StockMovement.RETIRED, -event.quantity(), null, message);
    }

    @EventHandler
    void project(RewardClaimed event, EventMessage<?> message) {
        if (event.bucket() != null) move(event.rewardId(), StockMovement.CLAIMED, -1, event.claimId(), message);
    }

    @EventHandler
    void project(ClaimReversed event, EventMessage<?> message) {
        if (event.bucket() != null) move(event.rewardId(), StockMovement.RETURNED, 1, event.claimId(), message);
    }

    private void move(
            RewardId rewardId,
            StockMovement movement,
            long quantity,
            @Nullable ClaimId claimId,
            EventMessage<?> message) {
        var origin = Origin.of(message);
        rows.put(Row.of("log_index", origin.index())
                .with("event_id", origin.eventId())
                .with("reward_id", rewardId.value())
                .with("movement", movement)
                .with("quantity", quantity)
                .with("claim_id", claimId == null ? null : claimId.text())
                .with("by_actor", origin.actor())
                .with("happened_at", origin.at()));
    }
}
