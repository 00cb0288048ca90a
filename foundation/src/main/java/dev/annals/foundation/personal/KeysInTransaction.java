package dev.annals.foundation.personal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The keys that the running transaction has made or destroyed; the cache learns of them when it has committed. */
final class KeysInTransaction implements TransactionSynchronization {

    private final KeyRing ring;
    private final KeyCache cache;
    private final long epoch;
    private final Map<UUID, DataKey> keys = new HashMap<>();
    private boolean destroyed;

    private KeysInTransaction(KeyRing ring, KeyCache cache) {
        this.ring = ring;
        this.cache = cache;
        this.epoch = cache.epoch();
    }

    static boolean bound(KeyRing ring) {
        return TransactionSynchronizationManager.hasResource(ring);
    }

    static boolean destroying(KeyRing ring) {
        var bound = (KeysInTransaction) TransactionSynchronizationManager.getResource(ring);
        return bound != null && bound.destroyed;
    }

    static @Nullable DataKey get(KeyRing ring, UUID subject) {
        var bound = (KeysInTransaction) TransactionSynchronizationManager.getResource(ring);
        return bound == null ? null : bound.keys.get(subject);
    }

    /** Keeps the key for this transaction; false where there is none. */
    static boolean put(KeyRing ring, KeyCache cache, UUID subject, DataKey key) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) return false;
        join(ring, cache).keys.put(subject, key);
        return true;
    }

    static void destroyed(KeyRing ring, KeyCache cache, UUID subject) {
        var mine = join(ring, cache);
        mine.keys.put(subject, new DataKey(KeyRing.VERSION, null));
        mine.destroyed = true;
    }

    private static KeysInTransaction join(KeyRing ring, KeyCache cache) {
        if (TransactionSynchronizationManager.getResource(ring) instanceof KeysInTransaction bound) return bound;
        var fresh = new KeysInTransaction(ring, cache);
        TransactionSynchronizationManager.bindResource(ring, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(ring);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(ring, this);
    }

    /** What was made after the savepoint is gone; the rest is found in the table again. */
    @Override
    public void savepointRollback(Object savepoint) {
        keys.clear();
    }

    @Override
    public void afterCommit() {
        if (destroyed) cache.forgetAll();
        else keys.forEach((subject, key) -> cache.put(subject, key, epoch));
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(ring);
    }
}
