package dev.annals.audit.query;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.annals.foundation.projection.Operation;
import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells whoever watches what an operation is like whenever that has changed, as server-sent events, and ends with it. It
 * may be carried out by another process, so its row is looked at; once for all who watch it, and not at all for nobody.
 */
@Component
class OperationWatch {

    private static final int MOST = 200;
    /** No longer than an access token is good for; whoever wants more comes again. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ProjectionOperations operations;
    private final int roundsToHeartbeat;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("operation-watch").factory());

    @Autowired
    OperationWatch(ProjectionOperations operations) {
        this(operations, Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    OperationWatch(ProjectionOperations operations, Duration interval, Duration heartbeat) {
        this.operations = operations;
        this.roundsToHeartbeat = (int) (heartbeat.toMillis() / interval.toMillis());
        var unused = timer.scheduleWithFixedDelay(this::round, interval.toMillis(), interval.toMillis(), MILLISECONDS);
    }

    /** What it is like now is told at once. */
    SseEmitter watch(Operation operation) {
        if (watchers.size() >= MOST) throw new CommandRefused(SharedRefusal.TOO_MANY_REQUESTS);
        var watcher = new Watcher(operation.operationId());
        watcher.emitter.onCompletion(() -> watchers.remove(watcher));
        watcher.emitter.onTimeout(watcher.emitter::complete);
        watcher.tell(operation);
        if (!operation.state().isEnd()) watchers.add(watcher);
        return watcher.emitter;
    }

    private void round() {
        watchers.stream().map(watcher -> watcher.operation).distinct().forEach(this::tell);
    }

    private void tell(UUID id) {
        try {
            var operation = operations.find(id).orElseThrow();
            watchers.stream()
                    .filter(watcher -> watcher.operation.equals(id))
                    .forEach(watcher -> watcher.tell(operation));
        } catch (RuntimeException away) {
            // The database is: they hear of it when it is back, or come again.
        }
    }

    /** Before the web server waits for whoever is still answered. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        timer.shutdownNow();
        watchers.forEach(watcher -> watcher.emitter.complete());
    }

    /** Somebody who watches. */
    private final class Watcher {

        private final UUID operation;
        private final SseEmitter emitter = new SseEmitter(PATIENCE.toMillis());
        private @Nullable Operation told;
        private int number;
        private int silent;

        Watcher(UUID operation) {
            this.operation = operation;
        }

        synchronized void tell(Operation now) {
            try {
                if (!Objects.equals(now, told)) {
                    emitter.send(SseEmitter.event()
                            .id(Integer.toString(++number))
                            .name("operation")
                            .data(now));
                    told = now;
                    silent = 0;
                } else if (++silent % roundsToHeartbeat == 0)
                    emitter.send(SseEmitter.event().comment("still"));
                if (now.state().isEnd()) leave();
            } catch (IOException | IllegalStateException gone) {
                leave();
            }
        }

        private void leave() {
            watchers.remove(this);
            emitter.complete();
        }
    }
}
