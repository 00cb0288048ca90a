package dev.annals.reward.relay;

import dev.annals.foundation.watch.Degraded;
import dev.annals.foundation.watch.Lately;
import dev.annals.reward.relay.DeliveryWork.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Makes visible of which claims the receiver does not know yet. Players claim all the same: the process stays ready. */
final class DeliveryWatch implements MeterBinder, HealthIndicator {

    private final DeliveryWork work;
    private final Lately<Backlog> backlog;

    DeliveryWatch(DeliveryWork work) {
        this.work = work;
        backlog = new Lately<>(work::backlog);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "annals.reward.deliveries.pending", Backlog::pending);
        gauge(registry, "annals.reward.deliveries.failing", Backlog::failing);
        gauge(registry, "annals.reward.deliveries.failed", Backlog::failed);
        gauge(registry, "annals.reward.deliveries.lag.seconds", Backlog::oldestSeconds);
    }

    private void gauge(MeterRegistry registry, String meter, ToDoubleFunction<Backlog> value) {
        Gauge.builder(meter, () -> value.applyAsDouble(backlog.get())).register(registry);
    }

    /** What has failed for good is told, and degrades nothing: somebody has to decide about it. */
    @Override
    public Health health() {
        var now = work.backlog();
        return (now.failing() > 0 ? Degraded.health() : Health.up())
                .withDetail("pending", now.pending())
                .withDetail("failing", now.failing())
                .withDetail("failed", now.failed())
                .withDetail("oldest_seconds", now.oldestSeconds())
                .build();
    }
}
