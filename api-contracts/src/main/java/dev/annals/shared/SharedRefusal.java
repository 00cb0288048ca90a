package dev.annals.shared;

/** Refusals that any context may give. */
public enum SharedRefusal implements Refusal {
    UNREADABLE_REQUEST(Kind.UNREADABLE, "The request could not be read."),
    UNKNOWN_PROPERTY(Kind.UNREADABLE, "The body has a property that this route does not know."),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "The body is larger than this route accepts."),
    INVALID_CURSOR(Kind.UNREADABLE, "The cursor is not one that this list gave out."),
    INVALID_POSITION(Kind.UNREADABLE, "The position is not one that this store gave out."),
    INVALID_VALUE(Kind.INVALID, "A value is not acceptable."),
    UNKNOWN_ZONE(Kind.INVALID, "The time zone is not one of the IANA database, e.g. Asia/Seoul."),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "Sign in first: the access token is missing, wrong or expired."),
    TOKEN_STALE(
            Kind.UNAUTHENTICATED,
            "The roles or the password have changed since this access token was issued: refresh it."),
    SESSION_ENDED(Kind.UNAUTHENTICATED, "The session behind this token has ended: sign in again."),
    NOT_PERMITTED(Kind.FORBIDDEN, "Your roles do not permit this."),
    PASSWORD_CHANGE_REQUIRED(Kind.FORBIDDEN, "Change the one-time password first: POST /api/v1/users/me/password."),
    ROLE_NOT_YOURS_TO_GIVE(Kind.FORBIDDEN, "A role cannot be chosen here; somebody who may grants it."),
    NOT_FOUND(Kind.NOT_FOUND, "There is nothing here that you may see."),
    TOO_MANY_REQUESTS(Kind.TOO_MANY, "Too many requests; try again later."),
    NOT_CAUGHT_UP(Kind.UNAVAILABLE, "The read model has not reached the position asked for yet; try again."),
    UNAVAILABLE(Kind.UNAVAILABLE, "The store cannot be reached right now; nothing was changed. Try again.");

    private final Kind kind;
    private final String sentence;

    SharedRefusal(Kind kind, String sentence) {
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
