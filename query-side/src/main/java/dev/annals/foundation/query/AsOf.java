package dev.annals.foundation.query;

import dev.annals.foundation.projection.ReadModels;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Translates instants into places of the log. «As of» an instant means: after the event with the largest index among
 * those that happened by then. Clocks of processes differ a little, so neighbours in the log need not be in the order of
 * their times; they are taken to differ by less than ten minutes.
 */
@Component
public class AsOf {

    private static final Duration MOST_SKEW = Duration.ofMinutes(10);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String LIVE = " FROM audit_trail_rows WHERE generation ="
            + " (SELECT live FROM projection_generation WHERE projection = 'audit-trail')";

    private final JdbcClient jdbc;
    private final ReadModels readModels;

    AsOf(JdbcClient jdbc, ReadModels readModels) {
        this.jdbc = jdbc;
        this.readModels = readModels;
    }

    /** The largest index of an event that happened by then; 0 where none had. */
    public long indexAt(Instant instant) {
        readModels.awaitHead("audit-trail");
        return last(instant).map(at -> edge("max", at.minus(MOST_SKEW), at)).orElse(0L);
    }

    /** The smallest index of an event that happened then or later; the end of all indexes where none did. */
    public long firstIndexFrom(Instant instant) {
        return first(instant).map(at -> edge("min", at, at.plus(MOST_SKEW))).orElse(Long.MAX_VALUE);
    }

    private Optional<Instant> last(Instant instant) {
        return time("happened_at <= :instant ORDER BY generation DESC, happened_at DESC", instant);
    }

    private Optional<Instant> first(Instant instant) {
        return time("happened_at >= :instant ORDER BY generation, happened_at", instant);
    }

    private Optional<Instant> time(String condition, Instant instant) {
        return jdbc.sql("SELECT happened_at" + LIVE + " AND " + condition + " FETCH FIRST 1 ROW ONLY")
                .param("instant", utc(instant))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private long edge(String which, Instant from, Instant to) {
        return jdbc.sql("SELECT " + which + "(log_index)" + LIVE + " AND happened_at BETWEEN :from AND :to")
                .param("from", utc(from))
                .param("to", utc(to))
                .query(Long.class)
                .single();
    }

    /** The nearest instant that a database knows: theirs are fewer than ours. */
    public static Instant known(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }

    private static OffsetDateTime utc(Instant instant) {
        return known(instant).atOffset(ZoneOffset.UTC);
    }
}
