package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelayStatus.Doing;
import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.watch.Degraded;
import dev.annals.foundation.watch.Lately;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Makes it visible from outside what waits to leave. While the other side is away the process is degraded, and as ready
 * as ever: whoever registers need not mind.
 */
final class RelayWatch implements MeterBinder, HealthIndicator {

    /**
     * What waits.
     *
     * @param events of the log that have not been looked at, whether they will leave or not
     * @param seconds for how long the oldest of them, or of what is to be sent again, has been there
     */
    private record Lag(long events, double seconds, long refused, long missing) {}

    private final String transport;
    private final RelayStore store;
    private final RelayStatus status;
    private final Positions positions;
    private final Lately<Lag> lag = new Lately<>(this::look);

    RelayWatch(String transport, RelayStore store, RelayStatus status, Positions positions) {
        this.transport = transport;
        this.store = store;
        this.status = status;
        this.positions = positions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "annals.relay.lag.events", Lag::events);
        gauge(registry, "annals.relay.lag.seconds", Lag::seconds);
        gauge(registry, "annals.relay.dead.letters", Lag::refused);
        gauge(registry, "annals.relay.missing", Lag::missing);
        Gauge.builder("annals.relay.in.flight", status, RelayStatus::inFlight)
                .tag("transport", transport)
                .register(registry);
        Gauge.builder("annals.relay.sending", status, now -> now.now().doing() == Doing.SENDS ? 1 : 0)
                .tag("transport", transport)
                .register(registry);
        FunctionCounter.builder("annals.relay.retries", status, RelayStatus::retries)
                .tag("transport", transport)
                .register(registry);
        FunctionCounter.builder("annals.relay.sent", status, RelayStatus::acknowledged)
                .tag("transport", transport)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Lag> value) {
        Supplier<Number> now = () -> value.applyAsDouble(lag.get());
        Gauge.builder(name, now).tag("transport", transport).register(registry);
    }

    private Lag look() {
        var read = place();
        var head = positions.head().index();
        var index = read instanceof LogToken token ? token.index() : 0;
        var oldest = head > index ? store.firstAfter(index) : null;
        var missing = store.missing().countDue();
        var seconds = oldest == null
                ? 0
                : Duration.between(oldest.toInstant(), Instant.now()).toMillis() / 1000.0;
        return new Lag(
                Math.max(0, head - index), Math.max(0, seconds), store.refused().count(), missing);
    }

    /** Where this process has read to; what is stored where another one does it. */
    private @Nullable TrackingToken place() {
        var here = status.now().doing() == Doing.SENDS ? status.place() : null;
        return here != null ? here : store.state().map(RelayStore.State::token).orElse(null);
    }

    @Override
    public Health health() {
        var now = status.now();
        var health = switch (now.doing()) {
            case WAITS, STANDS_BY, SENDS -> Health.up();
            case FAILS, NEEDS_ATTENTION -> Degraded.health().withDetail("why", now.why());
        };
        return health.withDetail("transport", transport)
                .withDetail("doing", now.doing())
                .withDetail("dead letters", lag.get().refused())
                .build();
    }
}
