package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rest of an hour, and nobody who looks by himself: what is found meanwhile is found because of somebody's haste. */
@Timeout(60)
class PokeableEventStoreTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Log log = new Log(TestStores.h2());
    private final Haste haste = new Haste();
    private final PokeableEventStore store = new PokeableEventStore(
            PokeableEventStore.builder().storageEngine(log.events).fetchDelay(HOUR.toMillis()), haste, HOUR);
    private BlockingStream<TrackedEventMessage<?>> stream;

    @AfterEach
    void close() {
        stream.close();
        store.shutDown();
        log.close();
    }

    /** A reader that waits at the end of the log, which has been looked for once. */
    private void openAtTheEnd() throws InterruptedException {
        stream = store.openStream(null);
        var first = append();
        store.poke();
        assertThat(next()).isEqualTo(first);
    }

    private String append() {
        return log.append(1, Duration.ZERO).getFirst();
    }

    private String next() throws InterruptedException {
        assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        return stream.nextAvailable().getIdentifier();
    }

    /** The first commit that is not found: whoever has just found something looks once more by himself. */
    private String putOff() throws InterruptedException {
        while (true) {
            var event = append();
            store.poke();
            if (!stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) return event;
            stream.nextAvailable();
        }
    }

    @Test
    void theFirstCommitAfterARestIsFoundAtOnce() throws InterruptedException {
        openAtTheEnd();
    }

    @Test
    void whatIsCommittedDuringTheRestIsFoundTogetherWhenSomebodyWaits() throws InterruptedException {
        openAtTheEnd();
        var second = putOff();
        var third = append();
        store.poke();

        haste.begin();

        assertThat(List.of(next(), next())).containsExactly(second, third);
    }

    @Test
    void whileSomebodyWaitsNothingIsPutOff() throws InterruptedException {
        openAtTheEnd();
        haste.begin();
        for (var i = 0; i < 3; i++) {
            var event = append();
            store.poke();
            assertThat(next()).isEqualTo(event);
        }
    }

    @Test
    void whatWasPutOffIsFoundAfterTheRest() throws InterruptedException {
        var quick = new PokeableEventStore(
                PokeableEventStore.builder().storageEngine(log.events).fetchDelay(HOUR.toMillis()),
                new Haste(),
                Duration.ofMillis(50));
        stream = quick.openStream(null);
        for (var i = 0; i < 5; i++) {
            var event = append();
            quick.poke();
            assertThat(next()).isEqualTo(event);
        }
        quick.shutDown();
    }

    @Test
    void whoeverWatchesIsToldOfEveryEvent() throws InterruptedException {
        openAtTheEnd();
        var seen = new ConcurrentLinkedQueue<EventMessage<?>>();
        var watched = new WatchedEvents(store, seen::add);
        var called = new ConcurrentLinkedQueue<Boolean>();
        try (var own = watched.openStream(store.createHeadToken())) {
            own.setOnAvailableCallback(() -> called.add(true));
            haste.begin();
            await().until(() -> {
                append();
                store.poke();
                return !seen.isEmpty() && !called.isEmpty();
            });
        }
        watched.destroy();
    }
}
