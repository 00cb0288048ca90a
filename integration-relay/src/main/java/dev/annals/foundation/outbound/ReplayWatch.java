package dev.annals.foundation.outbound;

import dev.annals.foundation.watch.Degraded;
import dev.annals.foundation.watch.Lately;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes visible what single subscribers are still to be told and what they gave up on, from the database: each process
 * says the same. While this process cannot go on with it, it is degraded, and stays ready.
 */
final class ReplayWatch implements MeterBinder, HealthIndicator {

    /** What a subscriber is to be told; how much of the log is still to be read for it. */
    private record Telling(String durable, long waiting, long running, long left, double oldest) {}

    /** What a subscriber gave up on and nobody has delivered again. */
    private record Letters(String durable, long open, double oldest) {}

    private record Seen(List<Telling> telling, List<Letters> letters) {

        long waiting() {
            return telling.stream().mapToLong(Telling::waiting).sum();
        }

        long running() {
            return telling.stream().mapToLong(Telling::running).sum();
        }

        double oldest() {
            return telling.stream().mapToDouble(Telling::oldest).max().orElse(0);
        }

        long open() {
            return letters.stream().mapToLong(Letters::open).sum();
        }
    }

    private final JdbcClient jdbc;
    private final ReplayStatus status;
    private final Lately<Seen> seen = new Lately<>(this::look);
    private volatile @Nullable MultiGauge left;
    private volatile @Nullable MultiGauge letters;
    private volatile @Nullable MultiGauge oldestLetter;

    ReplayWatch(JdbcClient jdbc, ReplayStatus status) {
        this.jdbc = jdbc;
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        left = MultiGauge.builder("annals.replay.left").register(registry);
        letters = MultiGauge.builder("annals.subscriber.dead.letters").register(registry);
        oldestLetter = MultiGauge.builder("annals.subscriber.dead.letters.oldest.seconds")
                .register(registry);
        gauge(registry, "annals.replay.waiting", Seen::waiting);
        gauge(registry, "annals.replay.running", Seen::running);
        gauge(registry, "annals.replay.oldest.seconds", Seen::oldest);
        gauge(registry, "annals.subscriber.dead.letters.open", Seen::open);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Seen> value) {
        Gauge.builder(name, () -> value.applyAsDouble(seen.get())).register(registry);
    }

    private Seen look() {
        var known = new Seen(telling(), letters());
        // A durable that is new shows from the next look on.
        rows(left, known.telling(), Telling::durable, Telling::left);
        rows(letters, known.letters(), Letters::durable, Letters::open);
        rows(oldestLetter, known.letters(), Letters::durable, Letters::oldest);
        return known;
    }

    private static <T> void rows(
            @Nullable MultiGauge gauge,
            List<T> of,
            java.util.function.Function<T, String> durable,
            ToDoubleFunction<T> value) {
        if (gauge == null) return;
        gauge.register(
                of.stream()
                        .map(one -> Row.of(Tags.of("durable", durable.apply(one)), value.applyAsDouble(one)))
                        .toList(),
                true);
    }

    private List<Telling> telling() {
        return jdbc.sql("select durable, sum(case when state = 'REQUESTED' then 1 else 0 end),"
                        + " sum(case when state = 'RUNNING' then 1 else 0 end), sum(coalesce(head, position) - position),"
                        + " min(requested_at) from replay where state in ('REQUESTED', 'RUNNING') group by durable")
                .query((row, number) -> new Telling(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        since(row.getObject(5, OffsetDateTime.class))))
                .list();
    }

    private List<Letters> letters() {
        return jdbc.sql(
                        "select durable, count(*), min(given_up_at) from dead_letter where state = 'OPEN' group by durable")
                .query((row, number) ->
                        new Letters(row.getString(1), row.getLong(2), since(row.getObject(3, OffsetDateTime.class))))
                .list();
    }

    private static double since(OffsetDateTime then) {
        return Math.max(0, Duration.between(then.toInstant(), Instant.now()).toMillis() / 1000.0);
    }

    @Override
    public Health health() {
        var now = seen.get();
        var why = status.why();
        var health = why == null ? Health.up() : Degraded.health().withDetail("why", why);
        return health.withDetail("waiting", now.waiting())
                .withDetail("running", now.running())
                .withDetail("dead letters", now.open())
                .build();
    }
}
