package dev.annals.foundation.outbound;

import dev.annals.foundation.store.LogToken;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was acknowledged once and is gone, or was refused: published again before anything newer. */
final class MissingTable {

    private static final String DELETE = "delete from relay_missing where log_index = ?";

    private final JdbcTemplate jdbc;

    MissingTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is recorded above the sequence is to be published again, but for what the log's reader will meet anyway. */
    int moveFrom(PublishedTable published, long sequence, @Nullable TrackingToken token) {
        var seen = token instanceof LogToken log ? log.index() : 0;
        var moved = jdbc.update(
                "insert into relay_missing (log_index, about, not_before)"
                        + " select log_index, about, current_timestamp from relay_published"
                        + " where sequence > ? and log_index <= ? on conflict do nothing",
                sequence,
                seen);
        found(LogToken.gapsOf(token).boxed().toList());
        published.deleteAbove(sequence);
        return moved;
    }

    void add(long position, UUID about, Duration after) {
        jdbc.update(
                "insert into relay_missing (log_index, about, not_before) values (?, ?, " + Sql.in(after)
                        + ") on conflict do nothing",
                position,
                about);
    }

    /** Positions of what is to be published again and is due, ascending. */
    List<Long> due(int most) {
        return jdbc.queryForList(
                "select log_index from relay_missing where not_before <= current_timestamp order by log_index limit ?",
                Long.class,
                most);
    }

    long countDue() {
        return Sql.count(jdbc, "relay_missing where not_before <= current_timestamp");
    }

    boolean isAny(UUID about) {
        return Sql.isAny(jdbc, "relay_missing where about = ?", about);
    }

    void found(Collection<Long> positions) {
        Sql.each(jdbc, DELETE, positions);
    }
}
