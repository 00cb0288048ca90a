package dev.annals.session.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionStarted;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps one row per sign-in, for ever. A session that only continues another one is no sign-in. */
@Component
@ProcessingGroup("login-history")
class LoginHistoryProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("login_history_rows", "session_id")
            .with("user_id", "happened_at", "method", "token_profile", "device", "address", "log_index")
            .with("ended_at", "end_cause");

    private final ReadRows rows;

    LoginHistoryProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return SessionKeys.sessionOf((SessionEvent) event.getPayload());
    }

    @EventHandler
    void project(SessionStarted started, EventMessage<?> message) {
        if (started.continues() != null) return;
        var origin = Origin.of(message);
        rows.put(Row.of("session_id", started.sessionId())
                .with("user_id", started.userId())
                .with("happened_at", origin.at())
                .with("method", started.method())
                .with("token_profile", started.profile())
                .with("device", started.device())
                .with("address", origin.address())
                .with("log_index", origin.index()));
    }

    /** The end of a session that continued another one belongs to no row. */
    @EventHandler
    void project(SessionEnded ended, EventMessage<?> message) {
        rows.changeIfThere(Row.of("session_id", ended.sessionId())
                .with("ended_at", message.getTimestamp())
                .with("end_cause", ended.cause()));
    }
}
