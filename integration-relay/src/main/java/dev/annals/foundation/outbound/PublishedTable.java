package dev.annals.foundation.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which of ours the stream holds, and under which sequence; above the acknowledged one stands what is intended. */
final class PublishedTable {

    /** All rows in five values: so many statements, or one so long, cost more than what they write. */
    private static final String INSERT = "insert into relay_published (log_index, about, sequence, is_last, is_bare)"
            + " select * from unnest(cast(? as bigint array), cast(? as uuid array), cast(? as bigint array),"
            + " cast(? as boolean array), cast(? as boolean array))";

    private final JdbcTemplate jdbc;

    PublishedTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<Published> rows) {
        if (rows.isEmpty()) return;
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(INSERT);
            bind(connection, statement, 1, "bigint", rows, Published::logIndex);
            bind(connection, statement, 2, "uuid", rows, Published::about);
            bind(connection, statement, 3, "bigint", rows, Published::sequence);
            bind(connection, statement, 4, "boolean", rows, Published::isLast);
            bind(connection, statement, 5, "boolean", rows, Published::isBare);
            return statement;
        });
    }

    private static void bind(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<Published> rows,
            Function<Published, Object> value)
            throws SQLException {
        var values = new Object[rows.size()];
        for (var n = 0; n < values.length; n++) values[n] = value.apply(rows.get(n));
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    List<Published> above(long sequence) {
        return published("sequence > ? order by sequence", sequence);
    }

    List<Published> about(UUID about) {
        return published("about = ? order by sequence", about);
    }

    private List<Published> published(String where, Object argument) {
        return jdbc.query(
                "select log_index, about, sequence, is_last, is_bare from relay_published where " + where,
                (row, number) -> new Published(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getBoolean(5)),
                argument);
    }

    /** Whether something that tells who he is stands in the stream. */
    boolean tellsOf(UUID about) {
        return Sql.isAny(jdbc, "relay_published where about = ? and not is_bare", about);
    }

    /** Whether the stream of the replays names him, or is about to. */
    boolean tellsSingleOnesOf(UUID about) {
        return Sql.isAny(jdbc, "replay_intended where about = ?", about)
                || Sql.isAny(jdbc, "replayed where about = ? and not is_bare", about);
    }

    /** Positions from that one on. */
    List<Long> from(long position) {
        return jdbc.queryForList("select log_index from relay_published where log_index >= ?", Long.class, position);
    }

    void deleteAbove(long sequence) {
        jdbc.update("delete from relay_published where sequence > ?", sequence);
    }

    void deleteAt(Collection<Long> positions) {
        Sql.each(jdbc, "delete from relay_published where log_index = ?", positions);
    }

    /** What the stream no longer holds need not be remembered, once it is known that no subscriber gave it up. */
    void prune(long firstSequence) {
        jdbc.update(
                "delete from relay_published where sequence < ? and (not exists (select 1 from dead_letters_noted) or"
                        + " sequence < (select coalesce(max(n.below), 0) from dead_letters_noted n"
                        + " join relay_state s on s.stream_made = n.made))",
                firstSequence);
    }
}
