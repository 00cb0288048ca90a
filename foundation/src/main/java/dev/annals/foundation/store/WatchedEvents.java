package dev.annals.foundation.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * The log as a source for pooled processors, which otherwise look every 500 ms: its streams call back when there is
 * something new. One thread per process watches the log for all of them. Who has seen everything is called again after
 * {@link #REST} at the earliest, unless somebody is in haste; who is behind reads on without a rest.
 */
final class WatchedEvents implements StreamableMessageSource<TrackedEventMessage<?>>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedEvents.class);

    /** A signal between two looks of the event store can be missed; this is what it costs then. */
    private static final int LOOK_MILLIS = 25;

    /** Under load each reader commits so often at most, and ten events or so together. */
    private static final Duration REST = Duration.ofMillis(8);

    private final EmbeddedEventStore events;
    private final Haste haste;
    private final Consumer<EventMessage<?>> onSeen;
    private final long restNanos;
    private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread watcher = new Thread(this::watch, "annals-watch");
    /** How often the readers were called. */
    private final AtomicLong calls = new AtomicLong();

    private volatile boolean stopped;

    WatchedEvents(EmbeddedEventStore events, Haste haste, Consumer<EventMessage<?>> onSeen) {
        this(events, haste, onSeen, REST);
    }

    /** @param onSeen told of every event, of other processes too, before the readers are called */
    WatchedEvents(EmbeddedEventStore events, Haste haste, Consumer<EventMessage<?>> onSeen, Duration rest) {
        this.events = events;
        this.haste = haste;
        this.onSeen = onSeen;
        this.restNanos = rest.toNanos();
        watcher.setDaemon(true);
    }

    private void watch() {
        var lastCall = System.nanoTime();
        while (!stopped) {
            try (var stream = events.openStream(events.createHeadToken())) {
                // What came before the head was asked for was told to nobody.
                callbacks.forEach(Runnable::run);
                while (!stopped) {
                    if (!stream.hasNextAvailable(LOOK_MILLIS, TimeUnit.MILLISECONDS)) continue;
                    readAll(stream);
                    haste.restUntil(lastCall + restNanos);
                    readAll(stream);
                    lastCall = System.nanoTime();
                    calls.incrementAndGet();
                    callbacks.forEach(Runnable::run);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopped) return;
                LOG.warn("The log cannot be watched; trying again: {}", e.toString());
                rest();
            }
        }
    }

    private void readAll(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        while (stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)) onSeen.accept(stream.nextAvailable());
    }

    private void rest() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    @Override
    public void destroy() {
        stopped = true;
        watcher.interrupt();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Watched(events.openStream(token));
    }

    private final class Watched implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private @Nullable Runnable callback;
        /** At which call it had seen everything, and since when; it looks again at the next one, should one be missed soon. */
        private long sawAllAt = -1;

        private long sawAllSince;

        Watched(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var call = calls.get();
            if (callback != null && timeout == 0 && sawAllAt == call && isRecent(sawAllSince)) return false;
            var hasNext = stream.hasNextAvailable(timeout, unit);
            sawAllAt = hasNext ? -1 : call;
            sawAllSince = System.nanoTime();
            return hasNext;
        }

        private static boolean isRecent(long nanoTime) {
            return System.nanoTime() - nanoTime < TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = () -> onAvailable.run();
            callbacks.add(callback);
            if (started.compareAndSet(false, true)) watcher.start();
            return true;
        }

        @Override
        public void close() {
            if (callback != null) callbacks.remove(callback);
            stream.close();
        }
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return events.createTokenAt(instant);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration duration) {
        return events.createTokenSince(duration);
    }
}
