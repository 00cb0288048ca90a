package dev.annals.foundation.security;

import dev.annals.foundation.security.AccessState.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what the gate needs to know of sessions, each as one joined row. */
@Component
class AccessRows {

    /** A session and its user's access row. */
    record AccessRow(
            UUID sessionId, UUID userId, boolean ended, long epoch, Status status, boolean passwordChangeRequired) {}

    private static final String SELECT = """
            SELECT s.session_id, s.user_id, s.ended, u.epoch, u.status, u.password_change_required
              FROM session_access s
              JOIN access_state u ON u.user_id = s.user_id
             WHERE s.session_id = ANY(?)
            """;

    private final JdbcTemplate jdbc;

    AccessRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows of these sessions; none for a session that does not exist. */
    List<AccessRow> read(Collection<UUID> sessionIds) {
        return jdbc.query(
                SELECT,
                statement ->
                        statement.setArray(1, statement.getConnection().createArrayOf("uuid", sessionIds.toArray())),
                AccessRows::row);
    }

    private static AccessRow row(ResultSet row, int number) throws SQLException {
        return new AccessRow(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getBoolean(3),
                row.getLong(4),
                Status.valueOf(row.getString(5)),
                row.getBoolean(6));
    }
}
