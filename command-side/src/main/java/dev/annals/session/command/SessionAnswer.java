package dev.annals.session.command;

import dev.annals.session.SessionRefusal;
import dev.annals.session.TokenProfile;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes of opening or refreshing a session; a refusal that left a trace is an answer, not an exception. */
sealed interface SessionAnswer {

    /**
     * The session is open.
     *
     * @param number which refresh token of it is the current one
     * @param freshSecret of a session that has just been opened
     */
    record Open(
            SessionId sessionId,
            UserId userId,
            TokenProfile profile,
            boolean rotating,
            int number,
            Instant expiresAt,
            Access access,
            byte @Nullable [] freshSecret)
            implements SessionAnswer {}

    /** What the access state and the roles were in the same transaction. */
    record Access(long epoch, boolean passwordChangeRequired, Set<String> roles) {}

    /** @param refusal whatever led to it is stored */
    record Refused(SessionRefusal refusal) implements SessionAnswer {}

    /** The account changed since the password was checked: check again. */
    record Changed() implements SessionAnswer {}
}
