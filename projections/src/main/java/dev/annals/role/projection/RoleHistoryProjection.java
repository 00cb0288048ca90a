package dev.annals.role.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps one row per grant and per revocation, for ever: who, what, by whom, why, when, from which request. */
@Component
@ProcessingGroup("role-history")
class RoleHistoryProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("role_history_rows", "log_index")
            .with("event_id", "user_id", "role", "granted", "by_actor", "reason", "happened_at", "request_id");

    private final ReadRows rows;

    RoleHistoryProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return event.getIdentifier();
    }

    @EventHandler
    void project(RoleHolderEvent event, EventMessage<?> message) {
        var origin = Origin.of(message);
        var row = Row.of("log_index", origin.index())
                .with("event_id", origin.eventId())
                .with("user_id", event.userId())
                .with("role", event.role().value())
                .with("happened_at", origin.at())
                .with("request_id", origin.requestId());
        switch (event) {
            case RoleGranted e ->
                rows.put(row.with("granted", true).with("by_actor", e.by()).with("reason", e.reason()));
            case RoleRevoked e ->
                rows.put(row.with("granted", false).with("by_actor", e.by()).with("reason", e.reason()));
        }
    }
}
