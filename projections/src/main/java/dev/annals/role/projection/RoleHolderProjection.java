package dev.annals.role.projection;

import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps one row per role that somebody holds now. */
@Component
@ProcessingGroup("role-holder")
class RoleHolderProjection implements Projection {

    private static final ReadTable TABLE =
            ReadTable.named("role_holder_rows", "user_id", "role").with("granted_at", "by_actor");

    private final ReadRows rows;

    RoleHolderProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        var holder = (RoleHolderEvent) event.getPayload();
        return List.of(holder.userId(), holder.role());
    }

    @EventHandler
    void project(RoleHolderEvent event, @Timestamp Instant at) {
        var row = Row.of("user_id", event.userId()).with("role", event.role().value());
        switch (event) {
            case RoleGranted granted -> rows.put(row.with("granted_at", at).with("by_actor", granted.by()));
            case RoleRevoked revoked -> rows.remove(row);
        }
    }
}
