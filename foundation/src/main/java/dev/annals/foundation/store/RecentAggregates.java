package dev.annals.foundation.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates used last, by id. A unit of work takes an aggregate out and gives it back when it has committed: what
 * was rolled back, in whatever way, is never met again. Another process may have moved an aggregate on; then the append
 * fails with a conflict, the stale one is gone with it, and the retry loads it afresh.
 */
final class RecentAggregates implements Cache {

    private final Map<Object, Object> recent;
    private final StreamHeads heads;

    RecentAggregates(int most, StreamHeads heads) {
        this.heads = heads;
        recent = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
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
        var entry = take(key);
        if (entry != null) {
            taken.put(key, entry);
            heads.met(key.toString());
        }
        return (V) entry;
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

    private synchronized @Nullable Object peek(Object key) {
        return recent.get(key);
    }

    private synchronized @Nullable Object take(Object key) {
        return recent.remove(key);
    }

    private synchronized void give(Map<Object, Object> entries) {
        recent.putAll(entries);
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
