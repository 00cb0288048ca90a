package dev.annals.foundation.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.SerializedObject;

/** Reads the log as another process would: from a store of its own, with a token that it stores and comes back with. */
final class LogReader {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoredJson json;
    private final Supplier<EventStorageEngine> engines;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private SerializedObject<byte[]> stored;
    private volatile boolean stopped;
    private Thread thread;

    LogReader(StoredJson json, Supplier<EventStorageEngine> engines) {
        this.json = json;
        this.engines = engines;
    }

    void start() {
        stopped = false;
        thread = Thread.ofPlatform().daemon().name("log-reader").start(this::read);
    }

    private void read() {
        var store = EmbeddedEventStore.builder()
                .storageEngine(engines.get())
                .fetchDelay(5)
                .cachedEvents(500)
                .build();
        TrackingToken token = stored == null ? null : json.deserialize(stored);
        try (var stream = store.openStream(token)) {
            while (!stopped) {
                if (!stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)) continue;
                var event = stream.nextAvailable();
                seen.add(event.getIdentifier());
                token = event.trackingToken();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            stored = token == null ? null : json.serialize(token, byte[].class);
            store.shutDown();
        }
    }

    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void restart() {
        stop();
        start();
    }

    /** Waits until it has seen so many, or for as long as nothing new has come. */
    void awaitSeen(int count) {
        var last = -1;
        var since = System.nanoTime();
        while (seen.size() < count) {
            if (seen.size() != last) {
                last = seen.size();
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > patience().toNanos()) return;
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Duration patience() {
        return seen.isEmpty() ? PATIENCE : Duration.ofSeconds(3);
    }

    List<String> seen() {
        return List.copyOf(seen);
    }
}
