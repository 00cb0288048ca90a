package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Instants are found where a look at every row would find them. Seen red: what is within the skew taken for older. */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgres"})
class LogTimesTest {

    private static final int EVENTS = 3_000;
    private static final Instant START = Instant.parse("2026-05-03T10:00:00Z");

    @Parameter
    String kind;

    @Test
    void anInstantIsFoundAlsoWhereClocksDiffer() throws Exception {
        try (var log = new Log(kind.equals("h2") ? TestStores.h2() : TestStores.postgres())) {
            var jdbc = new JdbcTemplate(log.dataSource);
            var random = new Random(7);
            var rows = new ArrayList<Object[]>();
            for (var at = 1; at <= EVENTS; at++) {
                // A hole in twenty, and clocks that are up to nine minutes behind.
                if (at % 20 == 0) continue;
                var time = START.plusSeconds(20L * at).minusSeconds(random.nextInt(540));
                rows.add(new Object[] {at, "event-" + at, "stream-" + at, time.atOffset(ZoneOffset.UTC)});
            }
            jdbc.batchUpdate(
                    "INSERT INTO domain_event (global_index, event_id, aggregate_id, sequence_number, payload_type,"
                            + " payload, metadata, recorded_at) VALUES (?, ?, ?, 0, 'x', cast('' as bytea),"
                            + " cast('' as bytea), ?)",
                    rows);
            var times = new LogTimes(log.dataSource);

            for (var look = 0; look < 200; look++) {
                var instant = START.minus(1, ChronoUnit.HOURS).plusSeconds(random.nextInt(20 * EVENTS + 7_200));
                var expected = jdbc.queryForObject(
                        "SELECT min(global_index) FROM domain_event WHERE recorded_at >= ?",
                        Long.class,
                        instant.atOffset(ZoneOffset.UTC));
                assertThat(times.firstAt(instant, EVENTS).orElse(null))
                        .as("%s", instant)
                        .isEqualTo(expected);
            }
        }
    }
}
