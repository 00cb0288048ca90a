package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;

import dev.annals.foundation.watch.Degraded;
import dev.annals.foundation.watch.Lately;
import dev.annals.game.relay.GameWork.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Makes visible how the game server is and how much it has not been told yet. It may be away as long as it likes: the
 * platform is degraded, and stays ready.
 */
final class GameWatch implements MeterBinder, HealthIndicator {

    private final GameWork work;
    private final Nakama nakama;
    private final List<NakamaGate> gates;
    private final Lately<Backlog> backlog;

    GameWatch(GameWork work, Nakama nakama, List<NakamaGate> gates) {
        this.work = work;
        this.nakama = nakama;
        this.gates = gates;
        backlog = new Lately<>(work::backlog);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "annals.game.pending", Backlog::pending);
        gauge(registry, "annals.game.failing", Backlog::failing);
        gauge(registry, "annals.game.lag.seconds", Backlog::oldestSeconds);
        for (var gate : gates) {
            Gauge.builder("annals.nakama.away", () -> gate.isOpen() ? 0 : 1)
                    .tag("caller", gate.name())
                    .register(registry);
            Gauge.builder("annals.nakama.key.refused", () -> gate.trouble() == KEY_REFUSED ? 1 : 0)
                    .tag("caller", gate.name())
                    .register(registry);
        }
    }

    private void gauge(MeterRegistry registry, String meter, ToDoubleFunction<Backlog> value) {
        Gauge.builder(meter, () -> value.applyAsDouble(backlog.get())).register(registry);
    }

    @Override
    public Health health() {
        var now = work.backlog();
        var health = Health.up()
                .withDetail("pending", now.pending())
                .withDetail("failing", now.failing())
                .withDetail("oldest_seconds", now.oldestSeconds());
        for (var gate : gates) {
            var trouble = gate.trouble();
            if (trouble != null) health.status(Degraded.STATUS).withDetail(gate.name(), trouble);
        }
        var module = nakama.moduleTrouble();
        if (module != null) health.status(Degraded.STATUS).withDetail("module", module);
        return health.build();
    }
}
