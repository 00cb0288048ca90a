package dev.annals.shared;

/** A reason to say no. Each context lists its own in one enum; the name is the public error code and never changes. */
public interface Refusal {

    /** What sort of no it is; the web layer turns each into one HTTP status. */
    enum Kind {
        /** 400: the request cannot be read. */
        UNREADABLE,
        /** 401: who asks is not known, or no longer. */
        UNAUTHENTICATED,
        /** 403: known, but may not. */
        FORBIDDEN,
        /** 404: there is no such thing, or none that the caller may know of. */
        NOT_FOUND,
        /** 409: not in this state. */
        CONFLICT,
        /** 413: more than this route accepts. */
        TOO_LARGE,
        /** 422: readable, and wrong. */
        INVALID,
        /** 429: too often. */
        TOO_MANY,
        /** 503: not now. */
        UNAVAILABLE
    }

    /** The stable code. */
    String name();

    /** What sort of no it is. */
    Kind kind();

    /** One sentence that helps the caller. */
    String sentence();
}
