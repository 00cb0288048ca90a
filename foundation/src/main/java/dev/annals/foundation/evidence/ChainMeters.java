package dev.annals.foundation.evidence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How far the chain is, for whoever watches. */
final class ChainMeters implements MeterBinder {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

    private final AuditChain chain;
    private volatile @Nullable ChainStatus seen;
    private volatile long seenAt;

    ChainMeters(AuditChain chain) {
        this.chain = chain;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "annals.audit.chain.position", ChainStatus::position);
        gauge(registry, "annals.audit.chain.lag", ChainStatus::lag);
        gauge(
                registry,
                "annals.audit.seal.position",
                status -> status.seal() == null ? 0 : status.seal().position());
        gauge(registry, "annals.audit.alarms", status -> status.alarms().size());
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<ChainStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(status())).register(registry);
    }

    private ChainStatus status() {
        var known = seen;
        if (known == null || System.nanoTime() - seenAt > FRESH) {
            known = chain.status();
            seen = known;
            seenAt = System.nanoTime();
        }
        return known;
    }
}
