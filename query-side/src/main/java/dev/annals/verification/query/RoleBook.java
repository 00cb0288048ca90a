package dev.annals.verification.query;

import static java.util.stream.Collectors.joining;

import dev.annals.foundation.store.EventMetadata;
import dev.annals.role.RoleEvent;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleName;
import dev.annals.shared.Permission;
import dev.annals.user.AccountStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Roles: the catalogue, who holds what, and what the rules know of it. */
final class RoleBook implements Book {

    private final Expected catalogue = new Expected("role_catalogue", "role");
    private final Expected holders = new Expected("role_holder", "user_id", "role");
    private final Expected definitions = new Expected("role_definition", "role");
    private final Map<RoleName, List<Permission>> permissions = new TreeMap<>();
    private final UserBook users;

    RoleBook(UserBook users) {
        this.users = users;
    }

    @Override
    public void read(Logged logged) {
        if (logged.event() instanceof RoleEvent event) define(event, logged);
        else if (logged.event() instanceof RoleHolderEvent event) hold(event, logged);
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(new ReadModel("role-catalogue", catalogue), new ReadModel("role-holder", holders));
    }

    @Override
    public List<Expected> writeSide() {
        return List.of(definitions, allowed(), holdings(), admins());
    }

    private void define(RoleEvent event, Logged logged) {
        catalogue.concernedBy(logged);
        var role = event.role().value();
        switch (event) {
            case RoleDefined e -> {
                catalogue.put(role).with("retired", false);
                definitions.put(role).with("retired", false);
                permit(e.role(), e.permissions());
            }
            case RolePermissionsChanged e -> {
                permit(e.role(), e.permissions());
                if (!RoleName.BUILT_IN.contains(e.role()))
                    users.people().forEach(person -> person.meets(e.role(), logged.at()));
            }
            case RoleRetired e -> {
                catalogue.change(role).with("retired", true);
                definitions.change(role).with("retired", true);
            }
        }
    }

    private void permit(RoleName role, List<Permission> permitted) {
        permissions.put(role, permitted);
        var codes = permitted.stream().map(Permission::code).collect(joining(","));
        catalogue.change(role.value()).with("permissions", codes);
    }

    private void hold(RoleHolderEvent event, Logged logged) {
        holders.concernedBy(logged);
        var role = event.role().value();
        switch (event) {
            case RoleGranted e ->
                holders.put(e.userId(), role).with("granted_at", logged.at()).with("by_actor", e.by());
            case RoleRevoked e -> holders.remove(e.userId(), role);
        }
        var person = users.find(event.userId().value());
        if (person != null)
            person.changesRoles(
                    event.role(), event instanceof RoleGranted, logged, logged.says(EventMetadata.CAUSATION_ID));
    }

    private Expected allowed() {
        var rows = new Expected("role_permission", "role", "permission");
        permissions.forEach(
                (role, permitted) -> permitted.forEach(permission -> rows.put(role.value(), permission.code())));
        return rows;
    }

    private Expected holdings() {
        var rows = new Expected("role_holding", "user_id", "role");
        for (var person : users.people())
            for (var role : person.roles())
                rows.put(person.id, role.value()).with("active", person.status == AccountStatus.ACTIVE);
        return rows;
    }

    private Expected admins() {
        var rows = new Expected("active_admin", "user_id");
        for (var person : users.people())
            if (person.status == AccountStatus.ACTIVE && person.roles().contains(RoleName.ADMIN)) rows.put(person.id);
        return rows;
    }
}
