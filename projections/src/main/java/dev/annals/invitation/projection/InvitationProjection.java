package dev.annals.invitation.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.invitation.InvitationEvent;
import dev.annals.invitation.InvitationEvent.InvitationAccepted;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps one row per user who was invited. */
@Component
@ProcessingGroup("invitation")
class InvitationProjection implements Projection {

    private static final ReadTable TABLE =
            ReadTable.named("invitation_rows", "user_id").with("inviter", "accepted_at", "qualified_at", "log_index");

    private final ReadRows rows;

    InvitationProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((InvitationEvent) event.getPayload()).userId();
    }

    @EventHandler
    void project(InvitationAccepted accepted, EventMessage<?> message) {
        var origin = Origin.of(message);
        rows.put(Row.of("user_id", accepted.userId())
                .with("inviter", accepted.inviter())
                .with("accepted_at", origin.at())
                .with("log_index", origin.index()));
    }

    @EventHandler
    void project(InvitationQualified qualified, @Timestamp Instant at) {
        rows.change(Row.of("user_id", qualified.userId()).with("qualified_at", at));
    }
}
