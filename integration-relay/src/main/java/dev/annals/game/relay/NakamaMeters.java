package dev.annals.game.relay;

import dev.annals.game.relay.NakamaFailure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what becomes of calls, by kind and by who made them. */
final class NakamaMeters {

    private final MeterRegistry registry;

    NakamaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void failed(String who, Kind kind) {
        registry.counter("annals.nakama.failures", "caller", who, "kind", kind.name())
                .increment();
    }

    /** How long somebody who signed in waited for a session, and whether he got one. */
    void waited(Duration time, boolean given) {
        Timer.builder("annals.nakama.session")
                .tag("given", Boolean.toString(given))
                .register(registry)
                .record(time);
    }
}
