package dev.annals.foundation.projection;

import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.foundation.projection.Operation.State;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Once a second, and when an operator of this process wishes something: tells other processes that this one is alive,
 * follows generations that took over elsewhere, does what is wished of projections that run here, sweeps.
 */
final class ControlLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final int SWEEPS = 10;

    private final ProjectionProcessors processors;
    private final Generations generations;
    private final Sharing sharing;
    private final ControlTable control;
    private final ParkedRelease parked;
    private final ReadTables tables;
    private final Function<Operation, Rebuild> rebuilds;
    private final Duration interval;
    private final boolean runHere;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Rebuild rebuild;
    private @Nullable Thread rebuilder;

    ControlLoop(
            ProjectionProcessors processors,
            Generations generations,
            Sharing sharing,
            ControlTable control,
            ParkedRelease parked,
            ReadTables tables,
            Function<Operation, Rebuild> rebuilds,
            Duration interval,
            boolean runHere) {
        this.processors = processors;
        this.generations = generations;
        this.sharing = sharing;
        this.control = control;
        this.parked = parked;
        this.tables = tables;
        this.rebuilds = rebuilds;
        this.interval = interval;
        this.runHere = runHere;
    }

    void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void start() {
        if (!runHere) return;
        running = true;
        thread = Thread.ofPlatform().daemon().name("projection-control").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                round();
            } catch (RuntimeException failure) {
                if (running) LOG.warn("Projections are not looked after right now: {}", failure.toString());
            }
            try {
                if (wakeUps.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) wakeUps.drainPermits();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void round() {
        sharing.beat();
        var live = generations.live();
        processors
                .groups()
                .forEach(group -> processors.follow(group, live.getOrDefault(group, processors.generation(group))));
        renew();
        control.expire();
        control.requested().forEach(this::attend);
        control.waste().forEach(this::sweep);
    }

    private void renew() {
        var current = rebuild;
        if (current == null) return;
        if (current.hasEnded()) rebuild = null;
        else if (!control.renew(current.wish().operationId(), current.filled(), current.goal()) && !current.hasEnded())
            current.cancel();
    }

    private void attend(Operation wish) {
        if (!processors.groups().contains(wish.projection())) return;
        if (wish.kind() == Kind.REBUILD) rebuild(wish);
        else release(wish);
    }

    private void rebuild(Operation wish) {
        if (rebuild != null || !control.claim(wish.operationId())) return;
        var next = rebuilds.apply(wish);
        rebuild = next;
        rebuilder = Thread.ofPlatform().daemon().name("projection-rebuild").start(next);
    }

    private void release(Operation wish) {
        var key = wish.rowKey();
        if (key == null || !parked.isHere(wish.projection(), key) || !control.claim(wish.operationId())) return;
        try {
            var attempt = parked.release(wish.projection(), key, wish.kind() == Kind.SKIP);
            finish(wish, attempt.isWhole() ? State.DONE : State.FAILED, attempt.toString());
        } catch (RuntimeException failure) {
            LOG.warn("{} of {} failed", wish.kind(), wish.projection(), failure);
            finish(wish, State.FAILED, "It failed: " + failure.getClass().getName());
        }
    }

    private void finish(Operation wish, State state, String detail) {
        control.finish(wish.operationId(), state, detail, null, Duration.ZERO);
    }

    private void sweep(ControlTable.Waste waste) {
        if (!processors.groups().contains(waste.projection())
                || generations.live(waste.projection()) == waste.generation()) return;
        for (var sweep = 0; sweep < SWEEPS && running; sweep++) {
            if (tables.sweep(waste.projection(), waste.generation())) {
                control.swept(waste.operationId());
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            end(thread);
            var current = rebuild;
            if (current != null) current.cancel();
            end(rebuilder);
            processors.stop();
            sharing.leave();
        } catch (RuntimeException failure) {
            LOG.warn("Other processes will notice that this one has ended: {}", failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(@Nullable Thread other) throws InterruptedException {
        wakeUp();
        if (other != null) other.join(Duration.ofSeconds(5));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
