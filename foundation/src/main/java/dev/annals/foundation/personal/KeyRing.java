package dev.annals.foundation.personal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Unwrapped data keys: those made in the running transaction, those cached, and the table behind them.
 *
 * <p>A key that was made or destroyed in a transaction is seen by that transaction only and reaches the cache when it
 * has committed; see {@link KeysInTransaction}.
 */
final class KeyRing implements DataKeys {

    /** Each subject has one key for life; the version is there for the day when it may have another. */
    static final int VERSION = 1;

    private static final int REWRAP_AT_ONCE = 500;

    private final DataKeyTable table;
    private final MasterKeys masterKeys;
    private final TransactionOperations transactions;
    private final KeyCache cache;
    private final ErasureList erasures;

    KeyRing(
            DataKeyTable table,
            MasterKeys masterKeys,
            TransactionOperations transactions,
            KeyCache cache,
            ErasureList erasures) {
        this.table = table;
        this.masterKeys = masterKeys;
        this.transactions = transactions;
        this.cache = cache;
        this.erasures = erasures;
    }

    /** The subject's key, made now where there is none. */
    DataKey obtain(UUID subject) {
        var known = known(subject);
        if (known != null) return known;
        // Insert first: a subject that no cache knows is most often one that has just been born.
        var epoch = cache.epoch();
        var secret = AesGcm.random(AesGcm.KEY_BYTES);
        var made = new DataKey(VERSION, AesGcm.key(secret));
        if (table.insert(subject, VERSION, masterKeys.wrap(use(subject, VERSION), secret))) {
            if (!KeysInTransaction.put(this, cache, subject, made)) cache.put(subject, made, epoch);
            return made;
        }
        var found = find(subject);
        if (found == null) throw new IllegalStateException("A data key vanished while it was read");
        return found;
    }

    /** The subject's key, absent where there never was one. */
    @Nullable
    DataKey find(UUID subject) {
        var known = known(subject);
        if (known != null) return known;
        var epoch = cache.epoch();
        var row = table.find(subject);
        return row.isEmpty() ? null : remember(row.get(), epoch);
    }

    void prefetch(Collection<UUID> subjects) {
        var unknown = new LinkedHashSet<UUID>();
        for (var subject : subjects) if (known(subject) == null) unknown.add(subject);
        if (unknown.isEmpty()) return;
        var epoch = cache.epoch();
        table.find(unknown).values().forEach(row -> remember(row, epoch));
    }

    @Override
    public void destroy(UUID subject) {
        erasures.add(subject);
        destroyListed(subject);
    }

    /** Destroys what a restore has brought back; answers how many. */
    int destroyListed() {
        var listed = erasures.subjects();
        var rows = table.find(listed);
        var alive = listed.stream()
                .filter(subject -> !(rows.get(subject) instanceof DataKeyTable.Row row) || row.wrapped() != null)
                .toList();
        alive.forEach(this::destroyListed);
        return alive.size();
    }

    private void destroyListed(UUID subject) {
        transactions.executeWithoutResult(status -> {
            if (!table.destroy(subject)) return;
            table.countDestruction();
            KeysInTransaction.destroyed(this, cache, subject);
        });
    }

    @Override
    public boolean isDestroyed(UUID subject) {
        var key = find(subject);
        return key != null && key.key() == null;
    }

    @Override
    public Set<UUID> listed() {
        return erasures.subjects();
    }

    @Override
    public long rewrap() {
        long rewrapped = 0;
        UUID last = null;
        while (true) {
            var after = last;
            var page = table.pageAfter(after, REWRAP_AT_ONCE);
            if (page.isEmpty()) return rewrapped;
            rewrapped += transactions.execute(
                    status -> page.stream().filter(this::rewrap).count());
            last = page.getLast().subject();
        }
    }

    private boolean rewrap(DataKeyTable.Row row) {
        var wrapped = row.wrapped();
        if (wrapped == null || !masterKeys.isOutdated(wrapped)) return false;
        var use = use(row.subject(), row.version());
        return table.rewrap(row.subject(), wrapped, masterKeys.wrap(use, masterKeys.unwrap(use, wrapped)));
    }

    private @Nullable DataKey known(UUID subject) {
        var mine = KeysInTransaction.get(this, subject);
        if (mine != null) return mine;
        // A transaction that has destroyed a key sees a count that others do not see yet: it reads the table itself.
        if (KeysInTransaction.destroying(this)) return null;
        cache.forgetIfOutdated(table::destructions);
        return cache.get(subject);
    }

    private DataKey remember(DataKeyTable.Row row, long epoch) {
        var wrapped = row.wrapped();
        var key = wrapped == null
                ? new DataKey(row.version(), null)
                : new DataKey(row.version(), AesGcm.key(masterKeys.unwrap(use(row.subject(), row.version()), wrapped)));
        // Read inside a transaction that has made keys, a row may be one of its own, not committed yet.
        if (!KeysInTransaction.bound(this)) cache.put(row.subject(), key, epoch);
        return key;
    }

    private static String use(UUID subject, int version) {
        return "data key of " + subject + " version " + version;
    }
}
