package dev.annals.foundation.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A transaction that appends, known as such before it takes its first index and until it has ended. */
final class Append implements TransactionSynchronization {

    private final OpenAppends open;
    private final BiConsumer<Map<String, Long>, Long> onCommit;
    private final Map<String, Long> streams = new HashMap<>();
    private long highest;

    private Append(OpenAppends open, BiConsumer<Map<String, Long>, Long> onCommit) {
        this.open = open;
        this.onCommit = onCommit;
    }

    /**
     * The one of this thread's transaction.
     *
     * @param onCommit told after the commit of the streams it appended to, with their last sequence numbers, and of its
     *     highest index
     */
    static Append current(OpenAppends open, BiConsumer<Map<String, Long>, Long> onCommit) {
        if (TransactionSynchronizationManager.getResource(open) instanceof Append append) return append;
        var append = new Append(open, onCommit);
        TransactionSynchronizationManager.registerSynchronization(append);
        TransactionSynchronizationManager.bindResource(open, append);
        open.opened(append);
        return append;
    }

    /** Whether this thread's transaction has appended to that stream. */
    static boolean isTo(String stream, OpenAppends open) {
        return TransactionSynchronizationManager.getResource(open) instanceof Append append
                && append.streams.containsKey(stream);
    }

    void added(List<DomainEventMessage<?>> events, long last) {
        highest = Math.max(highest, last);
        events.forEach(event -> streams.merge(event.getAggregateIdentifier(), event.getSequenceNumber(), Math::max));
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(open);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(open, this);
    }

    @Override
    public void afterCommit() {
        if (highest > 0) onCommit.accept(streams, highest);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(open);
        open.ended(this);
    }
}
