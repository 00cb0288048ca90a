package dev.annals.invitation.projection;

import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps one row per user who has an invite code. */
@Component
@ProcessingGroup("invite-code")
class InviteCodeProjection implements Projection {

    private static final ReadTable TABLE =
            ReadTable.named("invite_code_rows", "user_id").with("code", "issued_at");

    private final ReadRows rows;

    InviteCodeProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((InvitationIssued) event.getPayload()).userId();
    }

    @EventHandler
    void project(InvitationIssued issued, @Timestamp Instant at) {
        rows.put(Row.of("user_id", issued.userId()).with("code", issued.code()).with("issued_at", at));
    }
}
