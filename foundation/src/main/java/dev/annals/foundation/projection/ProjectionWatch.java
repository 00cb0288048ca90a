package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ProjectionStatus.State;
import dev.annals.foundation.watch.Lately;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Makes it visible from outside how projections are: lag, parked events, and whether one stands still. */
final class ProjectionWatch implements MeterBinder, HealthIndicator {

    private final ProjectionOperations operations;
    private final Set<String> names;
    private final Lately<List<ProjectionStatus>> projections;

    ProjectionWatch(ProjectionOperations operations, Set<String> names) {
        this.operations = operations;
        this.names = names;
        projections = new Lately<>(operations::projections);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var name : names) {
            gauge(registry, name, "annals.projection.lag", ProjectionStatus::lag);
            gauge(registry, name, "annals.projection.parked", ProjectionStatus::parked);
            rebuild(registry, name, "annals.projection.rebuild.share", RebuildProgress::share);
            rebuild(registry, name, "annals.projection.rebuild.rate", RebuildProgress::perSecond);
            gauge(registry, name, "annals.projection.stopped", status -> status.state() == State.STOPPED ? 1 : 0);
        }
    }

    private void gauge(MeterRegistry registry, String name, String meter, ToDoubleFunction<ProjectionStatus> value) {
        Gauge.builder(meter, () -> valueOf(name, value)).tag("projection", name).register(registry);
    }

    /** No number while it is not being rebuilt. */
    private void rebuild(MeterRegistry registry, String name, String meter, ToDoubleFunction<RebuildProgress> value) {
        Gauge.builder(
                        meter,
                        () -> operations
                                .rebuildOf(name)
                                .map(Operation::progress)
                                .map(value::applyAsDouble)
                                .orElse(Double.NaN))
                .tag("projection", name)
                .register(registry);
    }

    private double valueOf(String name, ToDoubleFunction<ProjectionStatus> value) {
        return projections.get().stream()
                .filter(status -> status.name().equals(name))
                .mapToDouble(value)
                .findAny()
                .orElse(Double.NaN);
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var status : operations.projections()) {
            health.withDetail(status.name(), status);
            if (status.state() == State.STOPPED) health.down();
        }
        return health.build();
    }
}
