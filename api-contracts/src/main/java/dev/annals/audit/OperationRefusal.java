package dev.annals.audit;

import dev.annals.shared.Refusal;

/** Why a wish about projections is refused. All are thrown and leave no trace. */
public enum OperationRefusal implements Refusal {
    PROJECTION_NOT_FOUND(Kind.NOT_FOUND, "There is no such projection."),
    OPERATION_NOT_FOUND(Kind.NOT_FOUND, "There is no such operation."),
    NOTHING_PARKED(Kind.NOT_FOUND, "Nothing of this row is parked."),
    REBUILD_RUNNING(Kind.CONFLICT, "This projection is being rebuilt already."),
    NOT_A_REBUILD(Kind.CONFLICT, "Only a rebuild can be cancelled."),
    REASON_MISSING(Kind.INVALID, "Say why: a reason of 1 to 500 characters.");

    private final Kind kind;
    private final String sentence;

    OperationRefusal(Kind kind, String sentence) {
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
