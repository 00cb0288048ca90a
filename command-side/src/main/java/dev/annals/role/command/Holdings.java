package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.LAST_ADMIN;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.role.RoleName;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who holds which role now, and who is an active ADMIN, written in the transaction of the events. */
@Component
class Holdings {

    /** Locks the one row that serialises whoever takes an ADMIN away. */
    static final String LOCK_GUARD = "SELECT id FROM last_admin_guard FOR UPDATE";

    private final JdbcTemplate jdbc;

    Holdings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param active whether the holder is neither blocked nor deleted */
    void grant(UserId userId, RoleName role, boolean active) {
        jdbc.update(
                "INSERT INTO role_holding (user_id, role, active) VALUES (?, ?, ?)",
                userId.value(),
                role.value(),
                active);
        if (active && role.equals(RoleName.ADMIN)) addActiveAdmin(userId);
    }

    /** Refuses to take the last active ADMIN away. */
    void revoke(UserId userId, RoleName role) {
        jdbc.update("DELETE FROM role_holding WHERE user_id = ? AND role = ?", userId.value(), role.value());
        if (role.equals(RoleName.ADMIN)) removeActiveAdmin(userId);
    }

    /** The roles stay, and permit nothing. Refuses where the user is the last active ADMIN. */
    void suspend(UserId userId) {
        jdbc.update("UPDATE role_holding SET active = false WHERE user_id = ?", userId.value());
        removeActiveAdmin(userId);
    }

    void suspendEvenTheLast(UserId userId) {
        jdbc.update("UPDATE role_holding SET active = false WHERE user_id = ?", userId.value());
        jdbc.update("DELETE FROM active_admin WHERE user_id = ?", userId.value());
    }

    /** The roles permit again what they permitted. */
    void resume(UserId userId) {
        jdbc.update("UPDATE role_holding SET active = true WHERE user_id = ?", userId.value());
        if (rolesOf(userId).contains(RoleName.ADMIN)) addActiveAdmin(userId);
    }

    Set<RoleName> rolesOf(UserId userId) {
        var roles = new TreeSet<RoleName>();
        jdbc.query(
                "SELECT role FROM role_holding WHERE user_id = ?",
                row -> {
                    roles.add(new RoleName(row.getString(1)));
                },
                userId.value());
        return roles;
    }

    /** In one order for everybody who locks them one after the other. */
    List<UserId> holdersOf(RoleName role) {
        return jdbc
                .queryForList(
                        "SELECT user_id FROM role_holding WHERE role = ? ORDER BY user_id", UUID.class, role.value())
                .stream()
                .map(UserId::new)
                .toList();
    }

    boolean hasActiveAdmin() {
        return !jdbc.queryForList("SELECT user_id FROM active_admin LIMIT 1", UUID.class)
                .isEmpty();
    }

    private void addActiveAdmin(UserId userId) {
        jdbc.update("INSERT INTO active_admin (user_id) VALUES (?) ON CONFLICT DO NOTHING", userId.value());
    }

    /**
     * Takes the row away first and counts under the guard: of two who leave nobody behind, the second one counts after
     * the first has committed, and finds nobody.
     */
    private void removeActiveAdmin(UserId userId) {
        var removed = jdbc.update("DELETE FROM active_admin WHERE user_id = ?", userId.value());
        if (removed == 0) return;
        jdbc.queryForList(LOCK_GUARD);
        refuseUnless(hasActiveAdmin(), LAST_ADMIN);
    }
}
