package dev.annals.foundation.personal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys of committed rows, the least used forgotten first.
 *
 * <p>Destruction in another process takes effect within {@link #TRUSTED_NANOS}: nothing is taken from the cache unless
 * the count of destructions was read from the database that recently, and when it differs everything is forgotten. That
 * is one small read per second and process, however many keys are cached, and without a database nothing is opened.
 */
final class KeyCache {

    static final long TRUSTED_NANOS = 1_000_000_000;

    private final Map<UUID, DataKey> keys;
    private final LongSupplier nanoTime;
    private long epoch;
    private long destructions = -1;
    private long checkedAt;

    KeyCache(int size, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.keys = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, DataKey> eldest) {
                return size() > size;
            }
        };
    }

    synchronized @Nullable DataKey get(UUID subject) {
        return keys.get(subject);
    }

    /** To be taken before a row is read, and handed to {@link #put} with what was read. */
    synchronized long epoch() {
        return epoch;
    }

    /** Keeps a key, unless keys were forgotten after its row was read: the row may be of the time before. */
    synchronized void put(UUID subject, DataKey key, long epochBefore) {
        if (epoch == epochBefore) keys.put(subject, key);
    }

    synchronized void forgetAll() {
        epoch++;
        keys.clear();
    }

    void forgetIfOutdated(LongSupplier countInDatabase) {
        synchronized (this) {
            if (destructions >= 0 && nanoTime.getAsLong() - checkedAt < TRUSTED_NANOS) return;
        }
        // Outside the lock, and timed before the read: what is trusted is at least as new as it claims.
        var now = nanoTime.getAsLong();
        var count = countInDatabase.getAsLong();
        synchronized (this) {
            if (count != destructions) forgetAll();
            destructions = count;
            checkedAt = now;
        }
    }
}
