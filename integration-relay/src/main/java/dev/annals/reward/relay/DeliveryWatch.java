package dev.annals.reward.relay;

import dev.annals.reward.relay.DeliveryWork.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Makes visible of which claims the receiver does not know yet. Players claim all the same: the process stays ready. */
final class DeliveryWatch implements MeterBinder, HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

    private record Seen(Backlog backlog, long nanos) {}

    private final DeliveryWork work;
    private volatile Seen seen = new Seen(new Backlog(0, 0, 0, 0), System.nanoTime() - 2 * FRESH);

    DeliveryWatch(DeliveryWork work) {
        this.work = work;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "annals.reward.deliveries.pending", Backlog::pending);
        gauge(registry, "annals.reward.deliveries.failing", Backlog::failing);
        gauge(registry, "annals.reward.deliveries.failed", Backlog::failed);
        gauge(registry, "annals.reward.deliveries.lag.seconds", Backlog::oldestSeconds);
    }

    private void gauge(MeterRegistry registry, String meter, ToDoubleFunction<Backlog> value) {
        Gauge.builder(meter, () -> value.applyAsDouble(backlog())).register(registry);
    }

    private Backlog backlog() {
        var known = seen;
        if (System.nanoTime() - known.nanos() > FRESH) {
            known = new Seen(work.backlog(), System.nanoTime());
            seen = known;
        }
        return known.backlog();
    }

    /** What has failed for good is told, and degrades nothing: somebody has to decide about it. */
    @Override
    public Health health() {
        var backlog = work.backlog();
        return (backlog.failing() > 0 ? Health.status(DEGRADED) : Health.up())
                .withDetail("pending", backlog.pending())
                .withDetail("failing", backlog.failing())
                .withDetail("failed", backlog.failed())
                .withDetail("oldest_seconds", backlog.oldestSeconds())
                .build();
    }
}
