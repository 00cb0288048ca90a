package dev.annals.reward.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ClaimStatus;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps one row per claim that was granted, and one per refusal that left a trace, for ever. */
@Component
@ProcessingGroup("claim-history")
class ClaimHistoryProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("claim_history_rows", "entry")
            .with("event_id", "status", "code", "refusals", "campaign_id", "reward_id", "user_id", "number")
            .with("delivery", "items", "happened_at", "settled_at", "settled_by", "reason", "log_index");

    private final ReadRows rows;

    ClaimHistoryProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return switch ((ClaimEvent) event.getPayload()) {
            case RewardClaimed e -> e.claimId();
            case ClaimDelivered e -> e.claimId();
            case ClaimFailed e -> e.claimId();
            case ClaimRetried e -> e.claimId();
            case ClaimReversed e -> e.claimId();
            case ClaimReversalRetried e -> e.claimId();
            case ClaimRefused e -> event.getIdentifier();
        };
    }

    @EventHandler
    void project(ClaimEvent event, EventMessage<?> message) {
        var origin = Origin.of(message);
        switch (event) {
            case RewardClaimed e ->
                rows.put(entry(e.claimId().text(), e, origin)
                        .with("status", ClaimStatus.CLAIMED)
                        .with("number", e.number())
                        .with("delivery", e.delivery())
                        .with("items", ItemTexts.of(e.items())));
            case ClaimRefused e ->
                rows.put(entry(origin.eventId(), e, origin)
                        .with("status", ClaimStatus.REFUSED)
                        .with("code", e.code())
                        .with("refusals", e.count()));
            case ClaimDelivered e -> settle(e.claimId(), ClaimStatus.DELIVERED, e.by(), null, origin);
            case ClaimFailed e -> settle(e.claimId(), ClaimStatus.FAILED, e.by(), e.reason(), origin);
            case ClaimRetried e -> unsettle(e.claimId());
            case ClaimReversed e -> settle(e.claimId(), ClaimStatus.REVERSED, e.by(), e.reason(), origin);
            case ClaimReversalRetried e -> {}
        }
    }

    private static Row entry(String entry, ClaimEvent event, Origin origin) {
        return Row.of("entry", entry)
                .with("event_id", origin.eventId())
                .with("campaign_id", event.campaignId().value())
                .with("reward_id", event.rewardId().value())
                .with("user_id", event.userId())
                .with("happened_at", origin.at())
                .with("log_index", origin.index());
    }

    private void settle(ClaimId claimId, ClaimStatus status, Actor by, @Nullable Personal reason, Origin origin) {
        rows.change(Row.of("entry", claimId.text())
                .with("status", status)
                .with("settled_at", origin.at())
                .with("settled_by", by)
                .with("reason", reason));
    }

    private void unsettle(ClaimId claimId) {
        rows.change(Row.of("entry", claimId.text())
                .with("status", ClaimStatus.CLAIMED)
                .with("settled_at", null)
                .with("settled_by", null)
                .with("reason", null));
    }
}
