package dev.annals.game.relay;

import java.time.Duration;

/** The game server did not do what it was asked. It says what kind of failure it was and nothing that was sent. */
final class NakamaFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What went wrong. The names are tags of a metric and stand in a table. */
    enum Kind {
        /** Not asked: it is known to be away. */
        AWAY(true),
        UNREACHABLE(true),
        TIMED_OUT(true),
        /** The connection ended before the answer did. */
        CUT_OFF(true),
        SERVER_ERROR(true),
        TOO_MANY(true),
        /** Redirects are not followed: the key would go with them. */
        REDIRECTED(true),
        MALFORMED(true),
        TOO_LARGE(true),
        /** The server key, or the token that names a user, is not accepted. */
        KEY_REFUSED(true),
        /** The key of the runtime module is not accepted, or there is none. */
        HTTP_KEY_REFUSED(false),
        /** The runtime module is not installed. */
        MODULE_MISSING(false),
        USERNAME_TAKEN(false),
        BANNED(false),
        NOT_FOUND(false),
        /** Any other no. */
        REFUSED(false),
        /** Ours: the database, a refused command, a bug. */
        OURS(false);

        private final boolean trouble;

        Kind(boolean trouble) {
            this.trouble = trouble;
        }

        /** Whether it says something about the game server as a whole and not about one user. */
        boolean isTrouble() {
            return trouble;
        }
    }

    private final Kind kind;
    private final Duration pause;

    NakamaFailure(Kind kind) {
        this(kind, Duration.ZERO);
    }

    /** @param pause how long we are asked to stay away */
    NakamaFailure(Kind kind, Duration pause) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }

    Kind kind() {
        return kind;
    }
}
