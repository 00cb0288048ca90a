package dev.annals.role.projection;

import static java.util.stream.Collectors.joining;

import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.role.RoleEvent;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.shared.Permission;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps one row per role that was ever defined. */
@Component
@ProcessingGroup("role-catalogue")
class RoleCatalogueProjection implements Projection {

    private static final ReadTable TABLE =
            ReadTable.named("role_catalogue_rows", "role").with("permissions", "retired");

    private final ReadRows rows;

    RoleCatalogueProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((RoleEvent) event.getPayload()).role();
    }

    @EventHandler
    void project(RoleEvent event) {
        var row = Row.of("role", event.role().value());
        switch (event) {
            case RoleDefined e ->
                rows.put(row.with("permissions", codes(e.permissions())).with("retired", false));
            case RolePermissionsChanged e -> rows.change(row.with("permissions", codes(e.permissions())));
            case RoleRetired e -> rows.change(row.with("retired", true));
        }
    }

    private static String codes(List<Permission> permissions) {
        return permissions.stream().map(Permission::code).collect(joining(","));
    }
}
