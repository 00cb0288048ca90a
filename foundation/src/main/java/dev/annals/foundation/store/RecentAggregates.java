package dev.annals.foundation.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates used last, by id. A unit of work takes an aggregate out and gives it back when it has committed: what
 * was rolled back, in whatever way, is never met again. Another process may have moved an aggregate on; then the append
 * fails with a conflict, or {@link FreshDecisions} where nothing is appended, the stale one is gone with it, and the
 * retry loads it afresh.
 */
final class RecentAggregates implements Cache {

    /**
     * An aggregate in memory.
     *
     * @param sequence of the last event that it has seen
     */
    private record Kept(Object entry, long sequence) {}

    private final Map<Object, Kept> recent;
    private final StreamHeads heads;
    private final FreshDecisions decisions;

    RecentAggregates(int most, StreamHeads heads, FreshDecisions decisions) {
        this.heads = heads;
        this.decisions = decisions;
        recent = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Kept> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // Axon's contract answers null for absent without saying so.
    public <K, V> V get(K key) {
        if (!CurrentUnitOfWork.isStarted()) return (V) peek(key);
        var taken = taken();
        var mine = taken.get(key);
        if (mine != null) return (V) mine;
        var kept = take(key);
        if (kept == null) return (V) null;
        taken.put(key, kept.entry());
        heads.met(key.toString());
        decisions.by(key.toString(), kept.sequence());
        return (V) kept.entry();
    }

    @Override
    public void put(Object key, Object value) {
        if (CurrentUnitOfWork.isStarted()) taken().put(key, value);
        else give(Map.of(key, value));
    }

    /** What the whole unit of work has taken out, nested ones included. */
    private Map<Object, Object> taken() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(toString(), name -> {
            var taken = new HashMap<Object, Object>();
            root.afterCommit(done -> give(taken));
            return taken;
        });
    }

    /**
     * Drops what another process has moved on, so that its next command loads it afresh instead of failing first. Always
     * a moment late: what is decided is checked all the same.
     */
    synchronized void seen(EventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> domainEvent)) return;
        var kept = recent.get(domainEvent.getAggregateIdentifier());
        if (kept != null && kept.sequence() < domainEvent.getSequenceNumber())
            recent.remove(domainEvent.getAggregateIdentifier());
    }

    private synchronized @Nullable Object peek(Object key) {
        var kept = recent.get(key);
        return kept == null ? null : kept.entry();
    }

    private synchronized @Nullable Kept take(Object key) {
        return recent.remove(key);
    }

    /** After the commit, while the aggregate is still locked: its head is what it has seen. */
    private synchronized void give(Map<Object, Object> entries) {
        entries.forEach((key, entry) -> recent.put(key, new Kept(entry, heads.sequenceOf(key.toString()))));
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        if (containsKey(key)) return false;
        put(key, value);
        return true;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T computeIfAbsent(Object key, Supplier<T> supplier) {
        var present = this.<Object, T>get(key);
        if (present != null) return present;
        var made = supplier.get();
        put(key, made);
        return made;
    }

    @Override
    public boolean remove(Object key) {
        var mine = CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().<Map<Object, Object>>getResource(toString())
                : null;
        var wasTaken = mine != null && mine.remove(key) != null;
        return take(key) != null || wasTaken;
    }

    @Override
    public synchronized void removeAll() {
        recent.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return (CurrentUnitOfWork.isStarted() && taken().containsKey(key)) || peek(key) != null;
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }

    @Override
    @SuppressWarnings("NullAway")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        var present = this.<Object, V>get(key);
        if (present != null) put(key, update.apply(present));
    }
}
