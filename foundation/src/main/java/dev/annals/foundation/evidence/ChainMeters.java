package dev.annals.foundation.evidence;

import dev.annals.foundation.watch.Lately;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How far the chain is, for whoever watches. */
final class ChainMeters implements MeterBinder {

    private final Lately<ChainStatus> status;

    ChainMeters(AuditChain chain) {
        status = new Lately<>(chain::status);
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
        Gauge.builder(name, () -> value.applyAsDouble(status.get())).register(registry);
    }
}
