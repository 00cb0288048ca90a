package dev.annals.session;

import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a sign-in and what followed from it. Stored for ever, shapes frozen. */
public sealed interface SessionEvent {

    UserId userId();

    /**
     * Somebody signed in: this is the fact that login histories and streaks are made of. The source address stands in
     * the metadata.
     *
     * @param device what the client says it is (User-Agent)
     * @param rotating whether a refresh gives a new refresh token
     * @param expiresAt the absolute end, whatever is refreshed
     * @param continues the session whose stream grew too long and goes on in this one; then nobody signed in
     */
    @Revision("1")
    record SessionStarted(
            SessionId sessionId,
            UserId userId,
            SignInMethod method,
            TokenProfile profile,
            @Nullable Personal device,
            boolean rotating,
            Instant expiresAt,
            @Nullable SessionId continues)
            implements SessionEvent {}

    /** @param number which refresh token of the family was given out; 1 is given at sign-in */
    @Revision("1")
    record SessionRefreshed(SessionId sessionId, UserId userId, int number) implements SessionEvent {}

    /** An old refresh token came back: somebody has a copy. The session ends with it. */
    @Revision("1")
    record RefreshTokenReused(SessionId sessionId, UserId userId, int presented, int current) implements SessionEvent {}

    @Revision("1")
    record SessionEnded(SessionId sessionId, UserId userId, EndCause cause) implements SessionEvent {}

    /**
     * Sign-ins with a wrong password: the first of a UTC hour, then one event per doubling.
     *
     * @param hour the UTC hour, e.g. {@code 2026-11-21T03}
     * @param count how many there were in this hour so far
     */
    @Revision("1")
    record SignInFailed(UserId userId, String hour, long count) implements SessionEvent {}
}
