package dev.annals.foundation.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds instants in the log without an index over its times, which every append would pay for: its order is that of the
 * times but for the clocks of processes, which are taken to differ by less than ten minutes. So the place is found by
 * halving, some twenty looks at the primary key of a million events, and what lies within the ten minutes is read.
 */
final class LogTimes {

    private static final Duration MOST_SKEW = Duration.ofMinutes(10);
    private static final int FEW = 500;
    private static final String NEXT =
            "select global_index, recorded_at from domain_event where global_index > ? order by global_index limit 1";
    private static final String FIRST = "select global_index from domain_event where global_index > ?"
            + " and recorded_at >= ? order by global_index limit 1";

    private final DataSource dataSource;

    LogTimes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The lowest index up to a highest one of an event of that instant or later. */
    Optional<Long> firstAt(Instant instant, long highest) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var before = allBefore(connection, instant.minus(MOST_SKEW), highest);
            try (var statement = connection.prepareStatement(FIRST)) {
                statement.setLong(1, before);
                statement.setObject(2, instant.atOffset(ZoneOffset.UTC));
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                }
            }
        }
    }

    /** An index up to which everything is surely older, and not far from the last such. */
    private static long allBefore(Connection connection, Instant surely, long highest) throws SQLException {
        var low = 0L;
        var high = highest;
        try (var statement = connection.prepareStatement(NEXT)) {
            while (high - low > FEW) {
                var middle = low + (high - low) / 2;
                var found = olderThan(statement, middle, surely);
                if (found == 0) high = middle;
                else low = found;
            }
        }
        return low;
    }

    /** The index of the next event, where that is older; else 0. */
    private static long olderThan(PreparedStatement next, long index, Instant surely) throws SQLException {
        next.setLong(1, index);
        try (var row = next.executeQuery()) {
            if (!row.next()) return 0;
            return row.getObject(2, OffsetDateTime.class).toInstant().isBefore(surely) ? row.getLong(1) : 0;
        }
    }
}
