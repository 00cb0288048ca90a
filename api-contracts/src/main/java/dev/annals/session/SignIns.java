package dev.annals.session;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Opens and refreshes sessions. Implemented by the write side; the canonical endpoints and the dialects use it. */
public interface SignIns {

    /** @param device what the client says it is */
    record SignIn(
            String login,
            String password,
            TokenProfile profile,
            @Nullable String device) {}

    /**
     * What a client gets.
     *
     * @param refreshToken absent where the session does not give out a successor
     * @param expiresIn seconds that the access token lives
     */
    record Tokens(
            UserId userId,
            SessionId sessionId,
            String accessToken,
            @Nullable String refreshToken,
            long expiresIn,
            boolean passwordChangeRequired) {}

    /** A refusal that left a trace is an outcome, not an exception. */
    sealed interface Outcome {

        /** The tokens, or the refusal thrown: by then its trace is stored. */
        default Tokens tokensOrRefuse() {
            return switch (this) {
                case Granted granted -> granted.tokens();
                case Refused refused -> throw new CommandRefused(refused.refusal());
            };
        }

        record Granted(Tokens tokens) implements Outcome {}

        record Refused(SessionRefusal refusal) implements Outcome {}
    }

    /** Checks name and password and opens a session. One answer for an unknown user, a wrong password and a block. */
    Outcome signIn(SignIn wish);

    /** Gives new tokens for a refresh token; one that was used before ends the session. */
    Outcome refresh(String refreshToken);

    /** Ends the session of a refresh token; one that is not valid any more is no error. */
    void signOut(String refreshToken);
}
