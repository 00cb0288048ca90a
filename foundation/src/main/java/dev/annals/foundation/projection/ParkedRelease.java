package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ProjectionProcessors.Running;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.LogToken;
import java.util.Optional;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/** Applies the parked events of a row in their order, in the process that owns the row's segment; no batch runs then. */
final class ParkedRelease {

    /** As many events in one transaction. */
    private static final int BATCH = 200;

    private final ProjectionProcessors processors;
    private final LogEvents log;
    private final TokenStore tokens;
    private final TransactionManager transactions;

    ParkedRelease(ProjectionProcessors processors, LogEvents log, TokenStore tokens, TransactionManager transactions) {
        this.processors = processors;
        this.log = log;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /** Whether this process owns the row's segment. */
    boolean isHere(String projection, String rowKey) {
        return segmentOf(projection, rowKey).isPresent();
    }

    private Optional<Segment> segmentOf(String projection, String rowKey) {
        var here = processors.runningHere(projection);
        if (here == null) return Optional.empty();
        return here.processor().processingStatus().values().stream()
                .map(EventTrackerStatus::getSegment)
                .filter(segment -> segment.matches((Object) rowKey))
                .findAny();
    }

    /**
     * Goes on until one fails again, which stays parked with those behind it.
     *
     * @param skip leaves out the first one
     * @return what was done, in a sentence
     */
    Attempt release(String projection, String rowKey, boolean skip) {
        var here = processors.runningHere(projection);
        var segment = segmentOf(projection, rowKey);
        if (here == null || segment.isEmpty()) throw new IllegalStateException("Another process runs " + projection);
        var attempt = new Attempt(here, segment.get(), rowKey, skip);
        here.invoker().exclusive().lock();
        try {
            while (attempt.goOn()) attempt.some();
        } finally {
            here.invoker().forget();
            here.invoker().exclusive().unlock();
        }
        return attempt;
    }

    final class Attempt {

        private final Running here;
        private final Segment segment;
        private final String rowKey;
        private boolean skip;
        private boolean some = true;
        private int applied;
        private @Nullable Class<?> failure;

        private Attempt(Running here, Segment segment, String rowKey, boolean skip) {
            this.here = here;
            this.segment = segment;
            this.rowKey = rowKey;
            this.skip = skip;
        }

        private boolean goOn() {
            return some && failure == null;
        }

        private void some() {
            var events = log.at(here.invoker().lot().positions(rowKey, BATCH));
            some = !events.isEmpty();
            if (!some) return;
            var unitOfWork = new BatchingUnitOfWork<TrackedEventMessage<?>>(events);
            unitOfWork.attachTransaction(transactions);
            var result = unitOfWork.executeWithResult(() -> {
                if (unitOfWork.isFirstMessage()) tokens.extendClaim(here.name(), segment.getSegmentId());
                if (failure == null) one(unitOfWork.getMessage());
                return null;
            });
            if (result.isExceptional()) throw new IllegalStateException("Nothing was done", result.exceptionResult());
        }

        private void one(TrackedEventMessage<?> event) throws Exception {
            var invoker = here.invoker();
            var position = LogToken.positionOf(event.trackingToken());
            var own = invoker.keyOf(event);
            if (skip) {
                invoker.lot().remove(rowKey, position);
                skip = false;
            } else if (!own.equals(rowKey) && invoker.lot().keys().contains(own)) {
                invoker.lot().move(rowKey, own, position);
            } else {
                var cause = RowInvoker.isUnknown(event.getPayloadType())
                        ? UnknownSerializedType.class
                        : classOf(invoker.tried(event));
                if (cause == null) {
                    invoker.lot().remove(rowKey, position);
                    applied++;
                } else {
                    invoker.lot().blame(rowKey, position, cause);
                    failure = cause;
                }
            }
        }

        private static @Nullable Class<?> classOf(@Nullable Exception exception) {
            return exception == null ? null : exception.getClass();
        }

        boolean isWhole() {
            return failure == null;
        }

        @Override
        public String toString() {
            return applied + " applied" + (failure == null ? "." : "; then it failed again: " + failure.getName());
        }
    }
}
