package dev.annals.foundation.projection;

import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.Position;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;

/** Waits in memory for a projection of this process, and looks at the stored tokens of one that runs elsewhere. */
final class WaitingReadModels implements ReadModels {

    /** A safety net only: in this process every move is signalled. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ProjectionProcessors processors;
    private final StoredPlaces stored;
    private final Progress progress;
    private final ReadSettings settings;
    private final Positions positions;

    WaitingReadModels(
            ProjectionProcessors processors,
            StoredPlaces stored,
            Progress progress,
            ReadSettings settings,
            Positions positions) {
        this.processors = processors;
        this.stored = stored;
        this.progress = progress;
        this.settings = settings;
        this.positions = positions;
    }

    @Override
    public void await(String group, Position position) {
        await(group, position.index());
    }

    @Override
    public void awaitHead(String group) {
        var head = positions.head().index();
        await(group, head);
        // A transaction that took its index early and committed late stands in a gap below the head.
        for (var late : stored.visibleAmong(gapsOf(group), head)) await(group, late);
    }

    @Override
    public long seenUpTo(String group) {
        var here = processors.runningHere(group);
        var seen = here != null && isWholeHere(group)
                ? here.processor().processingStatus().values().stream()
                        .mapToLong(status -> LogToken.upTo(status.getTrackingToken()))
                : stored.of(group).stream()
                        .mapToLong(place -> place.map(LogToken::upTo).orElse(0L));
        return Math.min(seen.min().orElse(0), stored.firstParked(group).orElse(Long.MAX_VALUE) - 1);
    }

    private LongStream gapsOf(String group) {
        var here = processors.runningHere(group);
        var tokens = here != null && isWholeHere(group)
                ? here.processor().processingStatus().values().stream().map(EventTrackerStatus::getTrackingToken)
                : stored.placesOf(group);
        return tokens.flatMapToLong(LogToken::gapsOf);
    }

    private void await(String group, long index) {
        var elsewhere = new Arrival(
                index, (first, last) -> stored.ofInterest(first, last, type -> processors.handles(group, type)));
        BooleanSupplier isThere =
                () -> isWholeHere(group) ? hasSeenHere(group, index) : elsewhere.isThere(stored.of(group));
        var patience = settings.patience().toNanos();
        try {
            if (!(isWholeHere(group)
                    ? progress.await(isThere, patience, LOOK_AGAIN_NANOS)
                    : progress.poll(isThere, patience, settings.poll().toNanos())))
                throw new CommandRefused(SharedRefusal.NOT_CAUGHT_UP);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(SharedRefusal.NOT_CAUGHT_UP);
        }
    }

    private boolean hasSeenHere(String group, long index) {
        var here = processors.runningHere(group);
        return here != null
                && here.processor().processingStatus().values().stream()
                        .map(EventTrackerStatus::getTrackingToken)
                        .allMatch(token -> LogToken.hasSeen(token, index));
    }

    /** Whether this process owns every segment: the parts of the ring they stand for add up to one. */
    private boolean isWholeHere(String group) {
        var here = processors.runningHere(group);
        return here != null
                && here.processor().processingStatus().values().stream()
                                .map(EventTrackerStatus::getSegment)
                                .mapToDouble(WaitingReadModels::share)
                                .sum()
                        >= 1;
    }

    private static double share(Segment segment) {
        return 1.0 / (segment.getMask() + 1);
    }
}
