package dev.annals.foundation.store;

import dev.annals.shared.CommandRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * What was decided by an aggregate in memory holds only if no other process has moved it on. Whoever appends to it is
 * told by the log; whoever finds nothing to do, refuses, or only reads it, asks the log before that is an answer.
 */
final class FreshDecisions implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final String KEY = FreshDecisions.class.getName();

    private final EventLog log;
    private final boolean isShared;

    /** @param isShared whether other processes may use the same store */
    FreshDecisions(EventLog log, boolean isShared) {
        this.log = log;
        this.isShared = isShared;
    }

    /** The current unit of work decides by an aggregate that was in memory and has seen that much of its stream. */
    void by(String stream, long sequence) {
        if (!isShared) return;
        var root = CurrentUnitOfWork.get().root();
        root.<Map<String, Long>>getOrComputeResource(KEY, key -> {
                    var seen = new HashMap<String, Long>();
                    // Runs before the commit of the transaction, and after everything is appended.
                    root.onCommit(unitOfWork -> requireFresh(seen));
                    return seen;
                })
                .putIfAbsent(stream, sequence);
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (CommandRefused refused) {
            Map<String, Long> seen = unitOfWork.root().getResource(KEY);
            if (seen != null) requireFresh(seen);
            throw refused;
        }
    }

    private void requireFresh(Map<String, Long> seen) {
        seen.forEach((stream, sequence) -> {
            if (!log.isAppendedTo(stream) && !log.lastSequenceNumberFor(stream).equals(Optional.of(sequence)))
                throw new ConcurrencyException("Another process has moved an aggregate on: " + stream);
        });
    }
}
