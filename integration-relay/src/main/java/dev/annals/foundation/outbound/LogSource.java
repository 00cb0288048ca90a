package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelayStore.State;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.LogToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** What is to be sent next: first what is missing outside, then the log from where it was read to. */
final class LogSource implements AutoCloseable {

    /** So many events are read for one batch at most, where most of them stay. */
    private static final int READ = 5_000;

    /** Whoever is deleted and to be forgotten in one transaction: both are seen, though perhaps not in one look. */
    private static final int FORGETS_MILLIS = 50;

    /** As many as {@link LogEvents#at} gives at once. */
    private static final int AGAIN = 1_000;

    private final LogEvents log;
    private final Outgoing outgoing;
    private final Translation translation;
    private final RelayStore store;
    private final int most;
    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final Set<Long> skip;
    private final Set<UUID> forgotten;
    private final Set<Long> handed = new HashSet<>();
    private boolean isMissing = true;
    private @Nullable TrackingToken read;

    LogSource(
            StreamableMessageSource<TrackedEventMessage<?>> events,
            LogEvents log,
            Outgoing outgoing,
            Translation translation,
            RelayStore store,
            State state,
            int most) {
        this.log = log;
        this.outgoing = outgoing;
        this.translation = translation;
        this.store = store;
        this.most = most;
        this.skip = store.toSkip(state.token());
        this.forgotten = store.forgotten().all();
        this.read = state.token();
        this.stream = events.openStream(state.token());
    }

    /** Where the log has been read to; absent before the first event. */
    @Nullable
    TrackingToken read() {
        return read;
    }

    /** Something may be missing outside by now. */
    void lookForMissing() {
        isMissing = true;
    }

    /** That one has left. */
    void settled(Batch batch) {
        handed.removeAll(batch.again());
    }

    /** The next batch; absent where nothing came within the time. */
    @Nullable
    Batch next(long millis) throws InterruptedException {
        if (isMissing) {
            // More: those that are made, on their way and not written down yet are among them.
            var positions = store.missing().due(4 * AGAIN).stream()
                    .filter(position -> !handed.contains(position))
                    .limit(Math.min(most, AGAIN))
                    .toList();
            if (!positions.isEmpty()) return again(positions);
            isMissing = false;
        }
        return stream.hasNextAvailable((int) millis, TimeUnit.MILLISECONDS) ? fromLog() : null;
    }

    private Batch again(List<Long> positions) throws InterruptedException {
        handed.addAll(positions);
        var events = log.at(positions);
        return new Batch(translation.of(events, forgotten), null, positions, Map.of());
    }

    private Batch fromLog() throws InterruptedException {
        var events = new ArrayList<TrackedEventMessage<?>>();
        var forgets = new HashMap<UUID, Long>();
        TrackingToken after = null;
        var patience = 0;
        for (var count = 0; count < READ && events.size() < most; count++) {
            if (!stream.hasNextAvailable(patience, TimeUnit.MILLISECONDS)) break;
            var event = stream.nextAvailable();
            after = event.trackingToken();
            if (!outgoing.concerns(event.getPayloadType())) continue;
            patience = outgoing.isLast(event) ? FORGETS_MILLIS : 0;
            var position = LogToken.positionOf(event.trackingToken());
            outgoing.forgets(event).ifPresent(about -> forgets.put(about, position));
            if (!skip.remove(position)) events.add(event);
        }
        forgotten.addAll(forgets.keySet());
        if (after != null) read = after;
        return new Batch(translation.of(events, forgotten), after, List.of(), forgets);
    }

    @Override
    public void close() {
        stream.close();
    }
}
