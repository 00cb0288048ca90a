package dev.annals.verification.query;

import dev.annals.audit.AuditEvent.AuditRead;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.game.GameAccountEvent;
import dev.annals.invitation.InvitationEvent;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.session.SessionEvent;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables with one row per event: they are compared page by page, so that no page is kept. */
final class PageBook implements Book {

    private static final String PAGE = "WHERE log_index > ? AND log_index <= ?";

    private final Expected trail = new Expected("audit_trail", "log_index");
    private final Expected history = new Expected("role_history", "log_index");
    private final Expected ledger = new Expected("stock_ledger", "log_index");
    private long compared;

    @Override
    public void read(Logged logged) {
        trail.concernedBy(logged);
        trail.put(logged.index())
                .with("event_id", logged.eventId())
                .with("type", logged.type())
                .with("revision", logged.revision())
                .with("aggregate_id", logged.aggregateId())
                .with("subject_id", subject(logged.event()))
                .with("actor", logged.actor())
                .with("request_id", logged.says(EventMetadata.REQUEST_ID))
                .with("causation_id", logged.says(EventMetadata.CAUSATION_ID))
                .with("session_id", logged.says(EventMetadata.SESSION))
                .with("address", logged.address())
                .with("happened_at", logged.at());
        if (logged.event() instanceof RoleHolderEvent event) remember(event, logged);
        enter(logged);
    }

    private void remember(RoleHolderEvent event, Logged logged) {
        history.concernedBy(logged);
        var row = history.put(logged.index())
                .with("event_id", logged.eventId())
                .with("user_id", event.userId())
                .with("role", event.role().value())
                .with("happened_at", logged.at())
                .with("request_id", logged.says(EventMetadata.REQUEST_ID));
        switch (event) {
            case RoleGranted e ->
                row.with("granted", true).with("by_actor", e.by()).with("reason", e.reason());
            case RoleRevoked e ->
                row.with("granted", false).with("by_actor", e.by()).with("reason", e.reason());
        }
    }

    private void enter(Logged logged) {
        switch (logged.event()) {
            case RewardDefined e
            when e.limited() -> enter(e.rewardId(), "OPENED", e.stock().stream().reduce(0L, Long::sum), null, logged);
            case RewardRestocked e -> enter(e.rewardId(), "RESTOCKED", e.quantity(), null, logged);
            case RewardRetired e when e.quantity() != 0 -> enter(e.rewardId(), "RETIRED", -e.quantity(), null, logged);
            case RewardClaimed e when e.bucket() != null -> enter(e.rewardId(), "CLAIMED", -1, e.claimId(), logged);
            case ClaimReversed e when e.bucket() != null -> enter(e.rewardId(), "RETURNED", 1, e.claimId(), logged);
            default -> {}
        }
    }

    private void enter(RewardId rewardId, String movement, long quantity, @Nullable ClaimId claimId, Logged logged) {
        ledger.concernedBy(logged);
        ledger.put(logged.index())
                .with("event_id", logged.eventId())
                .with("reward_id", rewardId.value())
                .with("movement", movement)
                .with("quantity", quantity)
                .with("claim_id", claimId == null ? null : claimId.text())
                .with("by_actor", logged.actor())
                .with("happened_at", logged.at());
    }

    /** Compares what was read since the last page with the rows up to this index. */
    void compareUpTo(long index, Connection store, Differences differences) throws SQLException {
        trail.compare(store, differences, PAGE, compared, index);
        history.compare(store, differences, PAGE, compared, index);
        ledger.compare(store, differences, PAGE, compared, index);
        compared = index;
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(
                new ReadModel("audit-trail", trail),
                new ReadModel("role-history", history),
                new ReadModel("stock-ledger", ledger));
    }

    @Override
    public List<Expected> writeSide() {
        return List.of();
    }

    private static @Nullable UserId subject(Object event) {
        return switch (event) {
            case UserEvent of -> of.userId();
            case SessionEvent of -> of.userId();
            case RoleHolderEvent of -> of.userId();
            case ClaimEvent of -> of.userId();
            case GameAccountEvent of -> of.userId();
            case AuditRead of -> of.userId();
            case InvitationEvent of -> of.userId();
            default -> null;
        };
    }
}
