package dev.annals.foundation.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * something new. One thread per process watches the log for all of them.
 */
final class WatchedEvents implements StreamableMessageSource<TrackedEventMessage<?>>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedEvents.class);

    /** A signal between two looks of the event store can be missed; this is what it costs then. */
    private static final int LOOK_MILLIS = 25;

    private final EmbeddedEventStore events;
    private final Consumer<EventMessage<?>> onSeen;
    private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread watcher = new Thread(this::watch, "annals-watch");
    private volatile boolean stopped;

    /** @param onSeen told of every event, of other processes too, before the readers are called */
    WatchedEvents(EmbeddedEventStore events, Consumer<EventMessage<?>> onSeen) {
        this.events = events;
        this.onSeen = onSeen;
        watcher.setDaemon(true);
    }

    private void watch() {
        while (!stopped) {
            try (var stream = events.openStream(events.createHeadToken())) {
                while (!stopped) {
                    if (!stream.hasNextAvailable(LOOK_MILLIS, TimeUnit.MILLISECONDS)) continue;
                    do onSeen.accept(stream.nextAvailable());
                    while (stream.hasNextAvailable(0, TimeUnit.MILLISECONDS));
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

        Watched(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
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
