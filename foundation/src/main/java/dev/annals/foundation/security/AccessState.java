package dev.annals.foundation.security;

import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The write-side rows that decide at once whether a token still counts: one per user (epoch, status), one per session
 * (ended or not). Every method runs in the caller's transaction and locks the user's row where it writes.
 */
public interface AccessState {

    /** What a user's access row says. */
    record Row(long epoch, Status status, boolean passwordChangeRequired) {}

    /** Whether the user may sign in at all. */
    enum Status {
        ACTIVE,
        BLOCKED,
        DELETED
    }

    /** Opens the row of a user who has just registered. */
    void open(UserId userId, boolean passwordChangeRequired);

    /** The row, locked until the transaction ends, so that no block, role or password change slips past a sign-in. */
    @Nullable
    Row lock(UserId userId);

    /** The row as it is committed now, without a lock: for what is checked again under one. */
    default @Nullable Row read(UserId userId) {
        return lock(userId);
    }

    /** Raises the epoch: every access token issued before is refused from now on, refresh tokens live on. */
    void raiseEpoch(UserId userId);

    /** Sets the status and raises the epoch. */
    void setStatus(UserId userId, Status status);

    /** Sets or lifts the duty to change the password; raises the epoch. */
    void setPasswordChangeRequired(UserId userId, boolean required);

    /** Opens the row of a session that has just started. */
    void openSession(SessionId sessionId, UserId userId);

    /** Ends one session: its access and refresh tokens are refused from now on. */
    void endSession(SessionId sessionId);

    /** The user's sessions that have not ended. */
    List<SessionId> openSessions(UserId userId);
}
