package dev.annals.foundation.security;

import dev.annals.shared.Actor;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;

/**
 * The signed-in user behind the current request; a controller method takes it as a parameter.
 *
 * @param sessionId the session whose access token was presented
 * @param epoch the access epoch that the token was issued under, and that counted when the request came in: whatever
 *     changes his rights raises it
 */
public record Caller(UserId userId, SessionId sessionId, long epoch) {

    /** The caller as an actor. */
    public Actor actor() {
        return new Actor.User(userId);
    }
}
