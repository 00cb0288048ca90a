package dev.annals.user;

import dev.annals.shared.Refusal;

/** Why a wish about an account is refused. All are thrown and leave no trace. */
public enum UserRefusal implements Refusal {
    USERNAME_TAKEN(Kind.CONFLICT, "This username, or one that looks like it, is taken."),
    EMAIL_TAKEN(Kind.CONFLICT, "This e-mail address belongs to another account."),
    INVALID_USERNAME(
            Kind.INVALID, "A username has 3 to 50 letters, digits, dots, dashes or underscores of one script."),
    INVALID_EMAIL(Kind.INVALID, "This is not an e-mail address."),
    PASSWORD_TOO_SHORT(Kind.INVALID, "The password is too short."),
    PASSWORD_TOO_LONG(Kind.INVALID, "The password is longer than 128 characters or 512 bytes."),
    PASSWORD_TOO_COMMON(Kind.INVALID, "This password is on the list of common ones; choose another."),
    PASSWORD_UNCHANGED(Kind.INVALID, "The new password is the current one; choose another."),
    WRONG_PASSWORD(Kind.FORBIDDEN, "The current password is not this one."),
    INVALID_PROFILE(Kind.INVALID, "A profile field is too long or not of its kind."),
    REASON_REQUIRED(Kind.INVALID, "Say why: a reason of 1 to 500 characters."),
    USER_NOT_FOUND(Kind.NOT_FOUND, "There is no such user."),
    USER_DELETED(Kind.CONFLICT, "This user is deleted, and that is final."),
    ERASURE_WAITS(Kind.CONFLICT, "Not everybody has been told of the deletion, and there is still time to."),
    LAST_ADMIN(Kind.CONFLICT, "This is the last active ADMIN; make another one first.");

    private final Kind kind;
    private final String sentence;

    UserRefusal(Kind kind, String sentence) {
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
