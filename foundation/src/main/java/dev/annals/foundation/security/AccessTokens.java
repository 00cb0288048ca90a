package dev.annals.foundation.security;

import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Knows the keys of access tokens. Implemented by the write side; whether a genuine one still counts says the gate. */
public interface AccessTokens {

    /**
     * What a genuine, unexpired token says.
     *
     * @param epoch the user's access epoch when it was issued
     */
    record Verified(UserId userId, SessionId sessionId, long epoch) {}

    /**
     * Reads a token.
     *
     * @param path the path it was presented at: shared-secret tokens count on their dialect's routes only
     * @return absent for whatever is wrong with it
     */
    @Nullable
    Verified verify(String token, String path);
}
