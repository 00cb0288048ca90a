package dev.annals.verification;

import dev.annals.shared.Refusal;

/** Why a verification is refused. All are thrown and leave no trace. */
public enum VerificationRefusal implements Refusal {
    VERIFICATION_NOT_FOUND(Kind.NOT_FOUND, "There is no such verification."),
    VERIFICATION_RUNNING(Kind.CONFLICT, "This is being verified already."),
    KEPT_HEAD_INVALID(Kind.INVALID, "A kept head is a position and a hash: 1234:64 hexadecimal digits.");

    private final Kind kind;
    private final String sentence;

    VerificationRefusal(Kind kind, String sentence) {
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
