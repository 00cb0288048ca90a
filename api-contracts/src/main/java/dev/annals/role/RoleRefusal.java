package dev.annals.role;

import dev.annals.shared.Refusal;

/** Why a wish about roles is refused. All are thrown and leave no trace. */
public enum RoleRefusal implements Refusal {
    ROLE_NOT_DEFINED(Kind.INVALID, "There is no such role in the catalogue."),
    ROLE_NOT_FOUND(Kind.NOT_FOUND, "There is no such role in the catalogue."),
    ROLE_EXISTS(Kind.CONFLICT, "A role of this name exists already."),
    ROLE_RETIRED(Kind.CONFLICT, "This role is retired; it can be revoked, not granted."),
    BUILT_IN_ROLE(Kind.CONFLICT, "USER, OPERATOR, AUDITOR and ADMIN are fixed."),
    INVALID_ROLE_NAME(
            Kind.INVALID, "A role name has 2 to 32 capitals, digits or underscores and starts with a capital."),
    UNKNOWN_PERMISSION(Kind.INVALID, "There is no such permission."),
    REASON_REQUIRED(Kind.INVALID, "Say why: a reason of 1 to 500 characters."),
    GRANT_EXCEEDS_YOURS(Kind.FORBIDDEN, "You cannot give permissions that you do not have."),
    USER_NOT_FOUND(Kind.NOT_FOUND, "There is no such user."),
    USER_DELETED(Kind.CONFLICT, "This user is deleted, and that is final."),
    LAST_ADMIN(Kind.CONFLICT, "This is the last active ADMIN; make another one first.");

    private final Kind kind;
    private final String sentence;

    RoleRefusal(Kind kind, String sentence) {
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
