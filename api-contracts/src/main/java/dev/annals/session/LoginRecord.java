package dev.annals.session;

import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the login history.
 *
 * @param at when; for failures the last one counted
 * @param endedAt absent while the session is open, or after it expired
 * @param failures how many wrong passwords in the hour; absent for a sign-in
 */
public record LoginRecord(
        Outcome outcome,
        Instant at,
        @Nullable SessionId sessionId,
        @Nullable SignInMethod method,
        @Nullable TokenProfile profile,
        @Nullable Personal device,
        @Nullable Personal address,
        @Nullable Instant endedAt,
        @Nullable EndCause endCause,
        @Nullable Long failures) {

    /** Whether somebody got in. */
    public enum Outcome {
        SIGNED_IN,
        FAILED
    }
}
