package dev.annals.session;

/** Why a session ended. Stored in events. */
public enum EndCause {
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    ENDED_BY_OPERATOR,
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGED,
    USER_BLOCKED,
    USER_DELETED,
    EXPIRED,
    CONTINUED
}
