package dev.annals.foundation.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Makes messages of events, in their order. Opening what is sealed is most of what a message costs, so that of many some
 * are made at the same time.
 */
final class Translation implements AutoCloseable {

    private static final int CHUNK = 125;
    private static final int MOST_THREADS = 4;

    private final Outgoing outgoing;
    private final ExecutorService threads;

    Translation(Outgoing outgoing) {
        this.outgoing = outgoing;
        this.threads = Executors.newFixedThreadPool(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("annals-relay-", 0).daemon().factory());
    }

    /** Of the forgotten ones only what is left to say of them. */
    List<OutboundMessage> of(List<TrackedEventMessage<?>> events, Set<UUID> forgotten) throws InterruptedException {
        if (events.size() <= CHUNK) return some(events, forgotten);
        var chunks = new ArrayList<Callable<List<OutboundMessage>>>();
        for (var first = 0; first < events.size(); first += CHUNK) {
            var chunk = events.subList(first, Math.min(events.size(), first + CHUNK));
            chunks.add(() -> some(chunk, forgotten));
        }
        var messages = new ArrayList<OutboundMessage>(events.size());
        for (var made : threads.invokeAll(chunks)) messages.addAll(result(made));
        return messages;
    }

    private static List<OutboundMessage> result(Future<List<OutboundMessage>> made) throws InterruptedException {
        try {
            return made.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<OutboundMessage> some(List<TrackedEventMessage<?>> events, Set<UUID> forgotten) {
        outgoing.prepare(events);
        var messages = new ArrayList<OutboundMessage>(events.size());
        for (var event : events) {
            var message = outgoing.message(event, false);
            if (message.isPresent() && forgotten.contains(message.get().about()))
                message = outgoing.message(event, true);
            message.ifPresent(messages::add);
        }
        return messages;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
