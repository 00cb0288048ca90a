package dev.annals.foundation.outbound;

import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.relay.StreamedMessages;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.ProcessName;
import dev.annals.foundation.store.StoredTypes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What tells single subscribers, on the log of a house, as a process of that name. */
public final class ReplayHouse implements AutoCloseable {

    private final Replays replays;
    private final RelayOperations operations;
    private final ReadStream stream;
    private final ReplayWatch watch;

    private ReplayHouse(Replays replays, RelayOperations operations, ReadStream stream, ReplayWatch watch) {
        this.replays = replays;
        this.operations = operations;
        this.stream = stream;
        this.watch = watch;
    }

    /** Starts it; the function may stand between it and the log. */
    public static ReplayHouse start(
            RelayHouse house,
            TestNats nats,
            Outgoing outgoing,
            String process,
            UnaryOperator<Function<List<Long>, List<TrackedEventMessage<?>>>> log) {
        var jdbc = JdbcClient.create(house.jdbc());
        var settings = new ReplaySettings(Duration.ofHours(1), 20, Duration.ofSeconds(2), Duration.ofMillis(50));
        var store = new RelayStore(
                house.jdbc(),
                house.part(JdbcTransactionManager.class),
                house.part(Serializer.class),
                process,
                Duration.ofSeconds(2));
        var connections = new NatsConnections(RelayHouse.to(nats));
        var operations = RelayOperations.stored(jdbc);
        var status = new ReplayStatus();
        var replays = ReplayConfiguration.replays(
                new ProcessName(process),
                connections,
                operations,
                store,
                RelayHouse.SETTINGS,
                settings,
                log.apply(house.part(LogEvents.class)::at),
                outgoing,
                StoredTypes.onClassPath(),
                status,
                jdbc);
        replays.start();
        var stream = new ReadStream(connections, RelayHouse.to(nats), Stream.NAME, outgoing.subjects());
        return new ReplayHouse(replays, operations, stream, new ReplayWatch(jdbc, status));
    }

    public RelayOperations operations() {
        return operations;
    }

    public Health health() {
        return watch.health();
    }

    /** What is measured of it. */
    public SimpleMeterRegistry meters() {
        var meters = new SimpleMeterRegistry();
        watch.bindTo(meters);
        return meters;
    }

    public StreamedMessages stream() {
        return stream;
    }

    @Override
    public void close() throws InterruptedException {
        replays.stop();
        stream.close();
    }
}
