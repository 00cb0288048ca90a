package dev.annals.session;

import dev.annals.shared.Refusal;

/** Why a session is not opened or does not go on. SIGN_IN_FAILED and REFRESH_TOKEN_REUSED leave a trace, the others none. */
public enum SessionRefusal implements Refusal {
    SIGN_IN_FAILED(Kind.UNAUTHENTICATED, "The name or the password is wrong, or this account may not sign in."),
    REFRESH_TOKEN_INVALID(Kind.UNAUTHENTICATED, "This refresh token is not valid: sign in again."),
    REFRESH_TOKEN_REUSED(
            Kind.UNAUTHENTICATED, "This refresh token was used before; its session has been ended. Sign in again."),
    SESSION_NOT_FOUND(Kind.NOT_FOUND, "There is no such open session of yours."),
    TOO_MANY_ATTEMPTS(Kind.TOO_MANY, "Too many attempts to sign in; try again later.");

    private final Kind kind;
    private final String sentence;

    SessionRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
