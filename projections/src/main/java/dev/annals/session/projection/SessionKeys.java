package dev.annals.session.projection;

import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionEvent.SignInFailed;

/** Which row an event of a session is about. */
final class SessionKeys {

    private SessionKeys() {}

    /** The session; a failed sign-in has none and is kept by user and hour. */
    static Object sessionOf(SessionEvent event) {
        return switch (event) {
            case SessionStarted started -> started.sessionId();
            case SessionRefreshed refreshed -> refreshed.sessionId();
            case RefreshTokenReused reused -> reused.sessionId();
            case SessionEnded ended -> ended.sessionId();
            case SignInFailed failed -> failed.userId() + ":" + failed.hour();
        };
    }
}
