package dev.annals.foundation.outbound;

import java.time.Duration;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the relay's tables have in common. */
final class Sql {

    private Sql() {}

    /** So long from now. */
    static String in(Duration duration) {
        return "current_timestamp + " + duration.toMillis() + " * interval '0.001' second";
    }

    /** The statement once for each. */
    static void each(JdbcTemplate jdbc, String sql, Collection<Long> positions) {
        if (positions.isEmpty()) return;
        jdbc.batchUpdate(sql, positions, positions.size(), (statement, position) -> statement.setLong(1, position));
    }

    static long count(JdbcTemplate jdbc, String from) {
        var count = jdbc.queryForObject("select count(*) from " + from, Long.class);
        return count == null ? 0 : count;
    }

    static boolean isAny(JdbcTemplate jdbc, String from, Object... arguments) {
        return !jdbc.queryForList("select 1 from " + from + " limit 1", arguments)
                .isEmpty();
    }
}
