package dev.annals.foundation.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A transaction that appends, known as such before it takes its first index and until it has ended. */
final class Append implements TransactionSynchronization {

    private final OpenAppends open;
    private final BiConsumer<Set<String>, Long> onCommit;
    private final Set<String> streams = new HashSet<>();
    private long highest;

    private Append(OpenAppends open, BiConsumer<Set<String>, Long> onCommit) {
        this.open = open;
        this.onCommit = onCommit;
    }

    /**
     * The one of this thread's transaction.
     *
     * @param onCommit told after the commit of the streams it appended to and of its highest index
     */
    static Append current(OpenAppends open, BiConsumer<Set<String>, Long> onCommit) {
        if (TransactionSynchronizationManager.getResource(open) instanceof Append append) return append;
        var append = new Append(open, onCommit);
        TransactionSynchronizationManager.registerSynchronization(append);
        TransactionSynchronizationManager.bindResource(open, append);
        open.opened(append);
        return append;
    }

    void added(List<DomainEventMessage<?>> events, long last) {
        highest = Math.max(highest, last);
        events.forEach(event -> streams.add(event.getAggregateIdentifier()));
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
