package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.ReplayRun.Parts;
import dev.annals.foundation.outbound.ReplayTable.Extent;
import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks, again and again, for wishes about single subscribers and for what they gave up on. */
final class Replays implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    /** So many pieces of a replay before others have their turn. */
    private static final int PIECES = 10;

    private static final Duration TIDY = Duration.ofSeconds(30);

    private final NatsConnections connections;
    private final RelayOperations operations;
    private final Parts parts;
    private final DeadLetters deadLetters;
    private final ReplayStatus status;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private @Nullable Connection connection;
    private @Nullable ReplayRun run;
    private long tidiedAt;

    Replays(
            NatsConnections connections,
            RelayOperations operations,
            Parts parts,
            DeadLetters deadLetters,
            ReplayStatus status) {
        this.connections = connections;
        this.operations = operations;
        this.parts = parts;
        this.deadLetters = deadLetters;
        this.status = status;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("annals-replay").start(this::loop);
    }

    @Override
    public void stop() {
        stopping.countDown();
        var running = thread;
        try {
            if (running != null) running.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        try {
            while (stopping.getCount() > 0) {
                var isBusy = false;
                try {
                    isBusy = round();
                    status.goesWell();
                } catch (InterruptedException e) {
                    break;
                } catch (Exception e) {
                    if (status.fails(e)) LOG.warn("Replays and dead letters wait: {}", e.toString());
                    disconnect();
                }
                var pause = isBusy ? 1 : parts.settings().interval().toMillis();
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) break;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** True where there is more to do at once. */
    private boolean round() throws Exception {
        var nats = connected();
        if (System.nanoTime() - tidiedAt > TIDY.toNanos()) tidy(nats);
        var forgotten = deadLetters.forget(nats);
        var noted = deadLetters.look(nats);
        if (run == null) claim(nats);
        var current = run;
        if (current == null) return forgotten > 0 || noted > 0;
        for (var piece = 0; piece < PIECES && stopping.getCount() > 0; piece++) {
            if (current.step()) continue;
            ended(current.id());
            run = null;
            return true;
        }
        return true;
    }

    private void ended(UUID id) {
        operations
                .find(id)
                .filter(replay -> replay.state() == State.DONE)
                .map(Replay::deadLetter)
                .ifPresent(deadLetters::redelivered);
    }

    private void claim(Connection nats) throws Exception {
        for (var id : parts.table().open()) {
            if (!parts.table().claim(id)) continue;
            var replay = operations.find(id).orElseThrow();
            prepare(nats);
            try {
                run = begun(replay, nats);
                return;
            } catch (JetStreamApiException refused) {
                parts.table().finish(id, State.FAILED, "NATS refuses it: " + refused.getMessage());
            }
        }
    }

    private ReplayRun begun(Replay replay, Connection nats) throws Exception {
        var streams = nats.jetStreamManagement();
        var extent = parts.table().extent(replay.operationId());
        parts.stream().ensureReader(streams, replay.durable());
        if (extent.isPresent()) return resumed(replay, extent.get(), nats);
        // The place in the log and the last sequence are of one moment: what comes after it comes with the tail.
        var state = parts.relay().state().orElseThrow(() -> new IOException("Nothing has left yet"));
        if (replay.kind() == Kind.SNAPSHOT) parts.stream().ensureTail(streams, replay.durable(), state.acknowledged());
        return new ReplayRun(replay, ReplayRun.begin(replay, parts, state), parts, nats, replay.after());
    }

    /** Where it was; from the start where the stream has nothing of it any more. */
    private ReplayRun resumed(Replay replay, Extent extent, Connection nats) throws Exception {
        var position = ReplayRun.recovered(replay, parts, nats.jetStreamManagement());
        var id = replay.operationId();
        if (replay.sent() == 0 || parts.table().lastTold(id).isPresent())
            return new ReplayRun(replay, extent, parts, nats, position);
        parts.table().again(id, replay.after());
        return new ReplayRun(operations.find(id).orElseThrow(), extent, parts, nats, replay.after());
    }

    private Connection connected() throws Exception {
        var open = connection;
        if (open != null && open.getStatus() == Connection.Status.CONNECTED) return open;
        disconnect();
        var opened = connections.open("replay");
        connection = opened;
        prepare(opened);
        return opened;
    }

    /** The streams may have been deleted since. */
    private void prepare(Connection nats) throws Exception {
        parts.stream().ensure(nats.jetStreamManagement());
        tidy(nats);
    }

    /** What is no longer in the stream, or was in another one, is not remembered. */
    private void tidy(Connection nats) throws Exception {
        var info = nats.jetStreamManagement().getStreamInfo(parts.stream().replays());
        parts.table()
                .standsIn(
                        info.getCreateTime().toInstant().toString(),
                        info.getStreamState().getFirstSequence());
        for (var ended : parts.table().unsettled())
            ReplayRun.recovered(operations.find(ended).orElseThrow(), parts, nats.jetStreamManagement());
        tidiedAt = System.nanoTime();
    }

    /** What was being done is taken up from its row. */
    private void disconnect() {
        run = null;
        var open = connection;
        connection = null;
        if (open == null) return;
        try {
            open.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
