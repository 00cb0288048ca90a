package dev.annals.audit;

import dev.annals.shared.Refusal;

/** Why a question about the audit trail is refused. All are thrown and leave no trace. */
public enum AuditRefusal implements Refusal {
    NOTHING_SEALED(
            Kind.NOT_FOUND, "Nothing has been sealed yet; wait a minute, or give the platform a key to seal with."),
    POSITION_BEYOND_HEAD(Kind.INVALID, "The log does not reach that position yet."),
    BEFORE_THE_FIRST_EVENT(Kind.INVALID, "Nothing had happened by then: the log begins later.");

    private final Kind kind;
    private final String sentence;

    AuditRefusal(Kind kind, String sentence) {
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
