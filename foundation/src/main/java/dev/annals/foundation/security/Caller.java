package dev.annals.foundation.security;

import dev.annals.shared.Actor;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;

/**
 * The signed-in user behind the current request; a controller method takes it as a parameter.
 *
 * @param sessionId the session whose access token was presented
 */
public record Caller(UserId userId, SessionId sessionId) {

    /** The caller as an actor. */
    public Actor actor() {
        return new Actor.User(userId);
    }
}
