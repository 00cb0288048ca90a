package dev.annals.foundation.projection;

import dev.annals.foundation.projection.Operation.State;
import dev.annals.foundation.projection.ProjectionProcessors.Running;
import dev.annals.foundation.store.LogToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rebuild: fills the next generation, waits until it is where the live one is, and lets it take over. */
final class Rebuild implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Operation wish;
    private final ProjectionProcessors processors;
    private final ControlTable control;
    private final TakeOver takeOver;
    private final Progress progress;
    private final ProjectionSettings settings;
    private final Function<Running, Refill> refills;
    private volatile @Nullable Running filling;
    private volatile @Nullable Refill refill;
    private final long goal;
    private volatile boolean cancelled;
    private volatile boolean ended;

    Rebuild(
            Operation wish,
            ProjectionProcessors processors,
            ControlTable control,
            TakeOver takeOver,
            Progress progress,
            LongSupplier head,
            Function<Running, Refill> refills,
            ProjectionSettings settings) {
        this.wish = wish;
        this.processors = processors;
        this.control = control;
        this.takeOver = takeOver;
        this.progress = progress;
        this.goal = head.getAsLong();
        this.refills = refills;
        this.settings = settings;
    }

    Operation wish() {
        return wish;
    }

    /** How many places of the log are filled in. */
    long filled() {
        var next = filling;
        var first = refill;
        if (next == null || first == null) return 0;
        return Math.max(
                first.filled(), places(next).mapToLong(LogToken::upTo).min().orElse(0));
    }

    /** How many there are. */
    long goal() {
        return Math.max(goal, filled());
    }

    boolean hasEnded() {
        return ended;
    }

    /** The lease is lost, the wish is cancelled, or the process ends: what is half built is left to be swept. */
    void cancel() {
        cancelled = true;
        progress.signal();
    }

    @Override
    public void run() {
        var projection = wish.projection();
        var generation = control.allocate(wish.operationId(), projection, processors.generation(projection));
        var next = processors.fill(projection, generation);
        filling = next;
        try {
            var first = refills.apply(next);
            refill = first;
            first.run(() -> cancelled);
            if (!cancelled) next.processor().start();
            var verdict = fillAndTakeOver(next);
            if (verdict.taken()) processors.follow(projection, generation);
            else giveUp(next, verdict.detail());
            LOG.info("Rebuild of {}: {}", projection, verdict.detail());
        } catch (RuntimeException failure) {
            LOG.warn("Rebuild of {} failed", projection, failure);
            giveUp(next, "It failed: " + failure.getClass().getName());
        } catch (InterruptedException interrupted) {
            giveUp(next, "The process has been stopped.");
        } finally {
            ended = true;
        }
    }

    private TakeOver.Verdict fillAndTakeOver(Running next) throws InterruptedException {
        var end = goal;
        while (!progress.await(() -> cancelled || isFull(next) || hasSeen(next, end), 10 * LOOK_NANOS, LOOK_NANOS))
            if (cancelled) break;
        // Whoever watches sees it at its end, however quick it was.
        if (!cancelled) control.renew(wish.operationId(), filled(), goal());
        var deadline = System.nanoTime() + settings.comparing().toNanos();
        while (!cancelled) {
            if (isFull(next)) return no("as many events are parked as may be: " + settings.mostParked());
            var verdict = attempt(next);
            if (verdict.isPresent()) return verdict.get();
            if (System.nanoTime() > deadline) return no("the two were never seen at the same place.");
            progress.await(() -> cancelled, LOOK_NANOS, LOOK_NANOS);
        }
        return no("it was cancelled, or the process has been stopped or was thought to be.");
    }

    private Optional<TakeOver.Verdict> attempt(Running next) {
        try {
            return takeOver.attempt(wish, next);
        } catch (RuntimeException failure) {
            if (Failures.isPoison(failure)) throw failure;
            return Optional.empty();
        }
    }

    private static TakeOver.Verdict no(String why) {
        return new TakeOver.Verdict(false, "Not taken over: " + why);
    }

    private boolean isFull(Running next) {
        return next.invoker().isFull();
    }

    private static boolean hasSeen(Running next, long index) {
        var status = next.processor().processingStatus();
        return !status.isEmpty() && (index == 0 || places(next).allMatch(token -> LogToken.hasSeen(token, index)));
    }

    private static Stream<@Nullable TrackingToken> places(Running next) {
        return next.processor().processingStatus().values().stream().map(EventTrackerStatus::getTrackingToken);
    }

    private void giveUp(Running next, String why) {
        processors.abandon(next);
        control.finish(wish.operationId(), State.FAILED, why, next.generation(), Duration.ZERO);
    }
}
