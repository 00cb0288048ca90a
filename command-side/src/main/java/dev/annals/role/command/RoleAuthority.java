package dev.annals.role.command;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.annals.foundation.security.Authority;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads what a user may from the write side's own tables, in one SELECT and without a cache: what was revoked is gone
 * with the commit that revoked it, in every process.
 */
@Component
class RoleAuthority implements Authority {

    private static final Map<String, Permission> BY_CODE =
            Arrays.stream(Permission.values()).collect(toMap(Permission::code, permission -> permission));

    private final JdbcTemplate jdbc;

    RoleAuthority(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> rolesOf(UserId userId) {
        return new LinkedHashSet<>(jdbc.queryForList(
                "SELECT role FROM role_holding WHERE user_id = ? ORDER BY role", String.class, userId.value()));
    }

    @Override
    public Set<Permission> permissionsOf(UserId userId) {
        return standingOf(userId).permissions();
    }

    /** Roles and permissions together, in one SELECT; none for a user who is blocked or deleted. */
    Standing standing(Actor actor) {
        return switch (actor) {
            case Actor.System system -> Standing.OF_THE_PLATFORM;
            case Actor.User user -> standingOf(user.userId());
            case Actor.Anonymous anonymous -> Standing.OF_NOBODY;
        };
    }

    private Standing standingOf(UserId userId) {
        var roles = new HashSet<String>();
        var permissions = EnumSet.noneOf(Permission.class);
        jdbc.query(
                """
                SELECT h.role, p.permission
                FROM role_holding h LEFT JOIN role_permission p ON p.role = h.role
                WHERE h.user_id = ? AND h.active""",
                row -> {
                    roles.add(row.getString(1));
                    // A newer version of the platform may have stored a permission that nothing here asks for.
                    var permission = BY_CODE.get(row.getString(2));
                    if (permission != null) permissions.add(permission);
                },
                userId.value());
        return new Standing(roles.stream().map(RoleName::new).collect(toUnmodifiableSet()), permissions);
    }
}
