package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.ROLE_EXISTS;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static java.util.stream.Collectors.joining;

import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.shared.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The defined roles as the rules need them, written in the transaction of the events. */
@Component
class Catalogue {

    private final JdbcTemplate jdbc;

    Catalogue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the name; refuses whoever comes second, also when both come at once. */
    void define(RoleName role, Collection<Permission> permissions) {
        var taken = jdbc.update(
                "INSERT INTO role_definition (role, retired) VALUES (?, false) ON CONFLICT DO NOTHING", role.value());
        refuseUnless(taken == 1, ROLE_EXISTS);
        insert(role, permissions);
    }

    void setPermissions(RoleName role, Collection<Permission> permissions) {
        jdbc.update("DELETE FROM role_permission WHERE role = ?", role.value());
        insert(role, permissions);
    }

    void retire(RoleName role) {
        jdbc.update("UPDATE role_definition SET retired = true WHERE role = ?", role.value());
    }

    /** Those of the roles that are defined, in one SELECT. */
    Map<RoleName, RoleDefinition> find(Collection<RoleName> roles) {
        if (roles.isEmpty()) return Map.of();
        var found = new HashMap<RoleName, RoleDefinition>();
        jdbc.query(
                """
                SELECT d.role, d.retired, p.permission
                FROM role_definition d LEFT JOIN role_permission p ON p.role = d.role
                WHERE d.role IN (%s)""".formatted(roles.stream().map(role -> "?").collect(joining(", "))),
                row -> {
                    var role = new RoleName(row.getString(1));
                    var retired = row.getBoolean(2);
                    found.merge(
                            role, new RoleDefinition(role, permission(row.getString(3)), retired), Catalogue::joined);
                },
                roles.stream().map(RoleName::value).toArray());
        return found;
    }

    private static List<Permission> permission(@Nullable String code) {
        return code == null ? List.of() : List.of(Permission.of(code));
    }

    private static RoleDefinition joined(RoleDefinition one, RoleDefinition other) {
        var permissions = new ArrayList<>(one.permissions());
        permissions.addAll(other.permissions());
        permissions.sort(null);
        return new RoleDefinition(one.role(), permissions, one.retired());
    }

    private void insert(RoleName role, Collection<Permission> permissions) {
        jdbc.batchUpdate(
                "INSERT INTO role_permission (role, permission) VALUES (?, ?)",
                permissions.stream()
                        .map(permission -> new Object[] {role.value(), permission.code()})
                        .toList());
    }
}
