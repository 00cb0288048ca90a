package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rest of an hour: what is told meanwhile is told because of somebody's haste. */
@Timeout(60)
class WatchedEventsTest {

    private final Log log = new Log(TestStores.h2());
    private final PokeableEventStore store = new PokeableEventStore(
            PokeableEventStore.builder().storageEngine(log.events).fetchDelay(5));
    private final Haste haste = new Haste();
    private final Queue<EventMessage<?>> seen = new ConcurrentLinkedQueue<>();
    private final WatchedEvents watched = new WatchedEvents(store, haste, seen::add, Duration.ofHours(1));
    private final AtomicInteger calls = new AtomicInteger();
    private final BlockingStream<TrackedEventMessage<?>> stream = watched.openStream(null);

    @AfterEach
    void close() {
        stream.close();
        watched.destroy();
        store.shutDown();
        log.close();
    }

    @Test
    void whoWaitsIsNotLeftToTheRest() {
        stream.setOnAvailableCallback(calls::incrementAndGet);
        await().until(() -> calls.get() == 1);

        log.append(Duration.ZERO);
        // It rests from then on.
        await().until(() -> !seen.isEmpty());
        haste.begin();

        await().until(() -> calls.get() == 2);
    }

    @Test
    void everyEventIsSeenWithoutARest() {
        stream.setOnAvailableCallback(calls::incrementAndGet);
        await().until(() -> calls.get() == 1);

        var id = log.append(1, Duration.ZERO).getFirst();

        await().until(() ->
                seen.stream().anyMatch(event -> event.getIdentifier().equals(id)));
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoIsBehindReadsOnWithoutBeingCalled() throws InterruptedException {
        log.append(3, Duration.ZERO);
        stream.setOnAvailableCallback(calls::incrementAndGet);

        for (var i = 0; i < 3; i++) {
            assertThat(stream.hasNextAvailable()).isTrue();
            stream.nextAvailable();
        }
    }

    @Test
    void nobodyIsCalledDuringTheRestAndStillSeesAll() throws InterruptedException {
        stream.setOnAvailableCallback(calls::incrementAndGet);
        await().until(() -> calls.get() == 1);
        await().until(() -> !stream.hasNextAvailable());

        for (var i = 0; i < 5; i++) log.append(Duration.ZERO);

        for (var i = 0; i < 5; i++) {
            await().until(stream::hasNextAvailable);
            stream.nextAvailable();
        }
        assertThat(calls).hasValue(1);
    }
}
