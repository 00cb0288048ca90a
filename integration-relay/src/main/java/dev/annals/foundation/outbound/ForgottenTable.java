package dev.annals.foundation.outbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Of whom nothing may be left outside. */
final class ForgottenTable {

    private final JdbcTemplate jdbc;

    ForgottenTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID about, long position) {
        jdbc.update(
                "insert into relay_forgotten (about, log_index) values (?, ?) on conflict do nothing", about, position);
    }

    /** Nothing of him is left. */
    void done(UUID about) {
        jdbc.update("update relay_forgotten set done_at = current_timestamp where about = ?", about);
    }

    /** Of whom something may still be left. */
    List<UUID> pending() {
        return jdbc.queryForList("select about from relay_forgotten where done_at is null", UUID.class);
    }

    boolean isPending(UUID about) {
        return Sql.isAny(jdbc, "relay_forgotten where about = ? and done_at is null", about);
    }

    Set<UUID> all() {
        return new HashSet<>(jdbc.queryForList("select about from relay_forgotten", UUID.class));
    }
}
