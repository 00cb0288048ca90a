package dev.annals.session.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps one row per session that is open; nobody tells when one expires, so readers look at {@code expires_at}. */
@Component
@ProcessingGroup("open-session")
class OpenSessionProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("open_session_rows", "session_id")
            .with("user_id", "started_at", "method", "token_profile", "device", "address")
            .with("refreshed_at", "expires_at", "log_index");

    private final ReadRows rows;

    OpenSessionProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return SessionKeys.sessionOf((SessionEvent) event.getPayload());
    }

    @EventHandler
    void project(SessionStarted started, EventMessage<?> message) {
        var origin = Origin.of(message);
        rows.put(Row.of("session_id", started.sessionId())
                .with("user_id", started.userId())
                .with("started_at", origin.at())
                .with("method", started.method())
                .with("token_profile", started.profile())
                .with("device", started.device())
                .with("address", origin.address())
                .with("expires_at", started.expiresAt())
                .with("log_index", origin.index()));
    }

    @EventHandler
    void project(SessionRefreshed refreshed, @Timestamp Instant at) {
        rows.change(Row.of("session_id", refreshed.sessionId()).with("refreshed_at", at));
    }

    @EventHandler
    void project(SessionEnded ended) {
        rows.remove(Row.of("session_id", ended.sessionId()));
    }
}
