package dev.annals.campaign.projection;

import dev.annals.campaign.FactKind;
import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserRegistered;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Keeps one row per event that some campaign may count, for ever: whatever window and zone a campaign has, now or in a
 * dry run, finds its facts here. Nothing personal is kept, only whether it was there.
 */
@Component
@ProcessingGroup("player-fact")
class PlayerFactProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("player_fact_rows", "user_id", "log_index")
            .with("kind", "event_id", "happened_at", "has_name", "has_email");

    private final ReadRows rows;

    PlayerFactProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return event.getIdentifier();
    }

    /** A session that only continues another one is no sign-in, and a refresh is none. */
    @EventHandler
    void project(SessionStarted started, EventMessage<?> message) {
        if (started.continues() == null) put(FactKind.SIGN_IN, started.userId(), message);
    }

    /** It counts for whoever invited. */
    @EventHandler
    void project(InvitationQualified qualified, EventMessage<?> message) {
        put(FactKind.FRIEND, qualified.inviter(), message);
    }

    @EventHandler
    void project(UserRegistered registered, EventMessage<?> message) {
        rows.put(row(FactKind.PROFILE, registered.userId(), message)
                .with("has_name", registered.profile().displayName() != null)
                .with("has_email", registered.email() != null));
    }

    @EventHandler
    void project(ProfileChanged changed, EventMessage<?> message) {
        rows.put(row(FactKind.PROFILE, changed.userId(), message)
                .with("has_name", changed.profile().displayName() != null)
                .with("has_email", changed.email() != null));
    }

    /** What it says nothing of is as it was: left empty. */
    @EventHandler
    void project(EmailChanged changed, EventMessage<?> message) {
        rows.put(row(FactKind.PROFILE, changed.userId(), message).with("has_email", changed.email() != null));
    }

    private void put(FactKind kind, UserId userId, EventMessage<?> message) {
        rows.put(row(kind, userId, message));
    }

    private static Row row(FactKind kind, UserId userId, EventMessage<?> message) {
        var origin = Origin.of(message);
        return Row.of("user_id", userId)
                .with("log_index", origin.index())
                .with("kind", kind)
                .with("event_id", origin.eventId())
                .with("happened_at", origin.at());
    }
}
