package dev.annals.foundation.evidence;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log, row by row as it is stored. */
final class ChainedEvents {

    private static final String AFTER = "SELECT " + ChainedEvent.COLUMNS + " FROM domain_event WHERE global_index > ?"
            + " AND global_index <= ? ORDER BY global_index FETCH FIRST ? ROWS ONLY";

    private final JdbcTemplate jdbc;

    ChainedEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The first events after an index, none after the last. */
    List<ChainedEvent> after(long index, long last, int limit) {
        return jdbc.query(AFTER, (row, number) -> ChainedEvent.of(row), index, last, limit);
    }
}
