package dev.annals.foundation.security;

import static dev.annals.shared.SharedRefusal.PASSWORD_CHANGE_REQUIRED;
import static dev.annals.shared.SharedRefusal.SESSION_ENDED;
import static dev.annals.shared.SharedRefusal.TOKEN_STALE;
import static dev.annals.shared.SharedRefusal.UNAVAILABLE;

import dev.annals.foundation.security.AccessRows.AccessRow;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says of a genuine access token whether it still counts. What another process changed takes effect within a second,
 * what this one changed at once; without a database nothing counts.
 */
@Component
public class AccessGate {

    private static final int MOST_SESSIONS = 200_000;
    private static final int BATCH = 1_000;
    /** A session that nobody used for this long is no longer worth keeping fresh. */
    private static final long IN_USE_NANOS = 2_000_000_000L;

    private final AccessRows rows;
    private final long trustNanos;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<UUID, Known> known = new ConcurrentHashMap<>();
    /** Users and sessions that this process changed, and when: a row read before that is not believed. */
    private final ConcurrentHashMap<UUID, Long> distrusted = new ConcurrentHashMap<>();

    @Autowired
    AccessGate(AccessRows rows, AccessSettings settings) {
        this(rows, settings, System::nanoTime);
    }

    AccessGate(AccessRows rows, AccessSettings settings, LongSupplier nanoTime) {
        this.rows = rows;
        this.trustNanos = settings.trust().toNanos();
        this.nanoTime = nanoTime;
    }

    /** Why this token does not count; absent when it does. Never throws: what cannot be known is UNAVAILABLE. */
    public @Nullable SharedRefusal refusalOf(AccessTokens.Verified token) {
        AccessRow row;
        try {
            row = rowOf(token.sessionId().value());
        } catch (DataAccessException e) {
            return UNAVAILABLE;
        }
        if (row == null || row.ended() || row.status() != Status.ACTIVE) return SESSION_ENDED;
        if (!row.userId().equals(token.userId().value())) return SESSION_ENDED;
        if (row.epoch() != token.epoch()) return TOKEN_STALE;
        return row.passwordChangeRequired() ? PASSWORD_CHANGE_REQUIRED : null;
    }

    /** What was read of this user or session until now is no longer believed. */
    void distrust(UUID userOrSession) {
        distrusted.put(userOrSession, nanoTime.getAsLong());
    }

    /** Reads again what was used lately, and forgets the rest. */
    void refresh() {
        var now = nanoTime.getAsLong();
        distrusted.values().removeIf(since -> now - since > 2 * trustNanos);
        known.values().removeIf(each -> now - each.usedAt > IN_USE_NANOS);
        var ids = List.copyOf(known.keySet());
        for (var from = 0; from < ids.size(); from += BATCH)
            refresh(ids.subList(from, Math.min(from + BATCH, ids.size())));
    }

    private void refresh(List<UUID> ids) {
        var readAt = nanoTime.getAsLong();
        for (var row : rows.read(ids))
            known.computeIfPresent(
                    row.sessionId(), (id, old) -> old.readAt - readAt < 0 ? new Known(row, readAt, old.usedAt) : old);
    }

    private @Nullable AccessRow rowOf(UUID sessionId) {
        var now = nanoTime.getAsLong();
        var entry = known.get(sessionId);
        if (entry != null && believed(entry, now)) {
            entry.usedAt = now;
            return entry.row;
        }
        var read = rows.read(List.of(sessionId));
        if (read.isEmpty()) {
            known.remove(sessionId);
            return null;
        }
        if (known.size() < MOST_SESSIONS || known.containsKey(sessionId))
            known.put(sessionId, new Known(read.getFirst(), now, now));
        return read.getFirst();
    }

    private boolean believed(Known entry, long now) {
        return now - entry.readAt <= trustNanos
                && readAfter(entry.readAt, distrusted.get(entry.row.userId()))
                && readAfter(entry.readAt, distrusted.get(entry.row.sessionId()));
    }

    private static boolean readAfter(long readAt, @Nullable Long change) {
        return change == null || readAt - change > 0;
    }

    /** @see AccessRow; {@code readAt} is when the reading began, so that it is never newer than what was read */
    private static final class Known {

        private final AccessRow row;
        private final long readAt;
        private volatile long usedAt;

        private Known(AccessRow row, long readAt, long usedAt) {
            this.row = row;
            this.readAt = readAt;
            this.usedAt = usedAt;
        }
    }
}
