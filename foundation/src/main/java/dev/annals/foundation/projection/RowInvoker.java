package dev.annals.foundation.projection;

import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.StoredTypes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Applies events to one generation of a projection and parks those that cannot be applied, with the later ones of their
 * row. A batch that fails is repeated event by event, each written at once behind a savepoint, so that only the culprit
 * is parked.
 *
 * <p>Which keys are parked is read once per claim: while this process owns a segment nobody else parks in it, and what
 * an operator does waits for the lock.
 */
final class RowInvoker implements EventHandlerInvoker {

    private static final String KEY = "annals.batch";

    private final EventHandlerInvoker handlers;
    private final String processor;
    private final int generation;
    private final RowKeys rowKeys;
    private final ParkingLot lot;
    private final StoredTypes types;
    private final Savepoints savepoints;
    private final int mostParked;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Integer, Set<String>> parked = new ConcurrentHashMap<>();
    private volatile long carefulUpTo;
    private volatile boolean full;

    RowInvoker(
            EventHandlerInvoker handlers,
            String processor,
            int generation,
            RowKeys rowKeys,
            ParkingLot lot,
            StoredTypes types,
            Savepoints savepoints,
            int mostParked) {
        this.handlers = handlers;
        this.processor = processor;
        this.generation = generation;
        this.rowKeys = rowKeys;
        this.lot = lot;
        this.types = types;
        this.savepoints = savepoints;
        this.mostParked = mostParked;
    }

    /** What nobody knows is of interest to everybody: only so it is parked and not lost. */
    @Override
    public boolean canHandleType(Class<?> type) {
        return isUnknown(type) || handlers.canHandleType(type);
    }

    static boolean isUnknown(Class<?> type) {
        return type == UnknownSerializedType.class;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return canHandleType(event.getPayloadType())
                && (segment.getMask() == 0 || segment.matches((Object) rowKeys.of(event)));
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        var batch = batch(CurrentUnitOfWork.get().root(), segment);
        var position = LogToken.positionOf(((TrackedEventMessage<?>) event).trackingToken());
        var heldBy = batch.heldBy(event);
        if (heldBy != null) batch.park(heldBy, position, event, null);
        else if (isUnknown(event.getPayloadType()))
            batch.park(rowKeys.of(event), position, event, UnknownSerializedType.class);
        else if (position > carefulUpTo) handlers.handle(event, Segment.ROOT_SEGMENT);
        else {
            var failure = tried(event);
            if (failure != null) batch.park(rowKeys.of(event), position, event, failure.getClass());
        }
    }

    /** Applies one event and writes what it changed; answers what it failed of, leaving nothing behind then. */
    @Nullable
    Exception tried(EventMessage<?> event) throws Exception {
        var unitOfWork = CurrentUnitOfWork.get().root();
        Generation.fill(unitOfWork, generation);
        var pending = PendingRows.of(unitOfWork);
        pending.flush();
        return savepoints.tried(() -> {
            try {
                handlers.handle(event, Segment.ROOT_SEGMENT);
                pending.flush();
            } finally {
                pending.discard();
            }
        });
    }

    String keyOf(EventMessage<?> event) {
        return rowKeys.of(event);
    }

    ParkingLot lot() {
        return lot;
    }

    /** Whether it stands still because as much is parked as may be. */
    boolean isFull() {
        return full;
    }

    /** Held by who changes what is parked; no batch runs meanwhile. */
    Lock exclusive() {
        return lock.writeLock();
    }

    /** What is parked was changed by somebody else than a batch. */
    void forget() {
        parked.clear();
        full = false;
    }

    @Override
    public void segmentReleased(Segment segment) {
        parked.remove(segment.getSegmentId());
    }

    private Batch batch(UnitOfWork<?> unitOfWork, Segment segment) {
        Batch known = unitOfWork.getResource(KEY);
        if (known != null) return known;
        var fresh = begin(unitOfWork, segment);
        unitOfWork.resources().put(KEY, fresh);
        return fresh;
    }

    private Batch begin(UnitOfWork<?> unitOfWork, Segment segment) {
        lock.readLock().lock();
        unitOfWork.onCleanup(done -> lock.readLock().unlock());
        Generation.fill(unitOfWork, generation);
        var batch = new Batch(parked.computeIfAbsent(segment.getSegmentId(), id -> lot.keys()));
        refuseWhereFull(batch);
        unitOfWork.afterCommit(done -> parked.put(segment.getSegmentId(), batch.keys));
        unitOfWork.onRollback(done -> {
            parked.remove(segment.getSegmentId());
            carefulUpTo = Math.max(carefulUpTo, last(done));
        });
        return batch;
    }

    /** Asked before a batch and not within: what led to it is committed, so that everybody sees it. */
    private void refuseWhereFull(Batch batch) {
        full = !batch.keys.isEmpty() && lot.count() >= mostParked;
        if (full) throw new ParkingFull(processor, mostParked);
    }

    private static long last(UnitOfWork<?> unitOfWork) {
        if (!(unitOfWork instanceof BatchingUnitOfWork<?> batch)) return 0;
        return batch.getMessages().stream()
                .mapToLong(event -> LogToken.positionOf(((TrackedEventMessage<?>) event).trackingToken()))
                .max()
                .orElse(0);
    }

    /** What is parked as this batch sees it. */
    private final class Batch {

        private Set<String> keys;

        Batch(Set<String> keys) {
            this.keys = keys;
        }

        @Nullable
        String heldBy(EventMessage<?> event) {
            if (keys.isEmpty()) return null;
            var stream = RowKeys.stream(event);
            if (keys.contains(stream)) return stream;
            var row = rowKeys.of(event);
            return keys.contains(row) ? row : null;
        }

        void park(String rowKey, long position, EventMessage<?> event, @Nullable Class<?> cause) {
            lot.park(rowKey, position, event, types.nameOf(event.getPayloadType()), cause);
            keys = new HashSet<>(keys);
            keys.add(rowKey);
        }
    }
}
