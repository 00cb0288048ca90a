package dev.annals.foundation.idempotency;

import dev.annals.shared.Refusal;

/** What can be wrong with an {@code Idempotency-Key}. All are thrown and leave no trace. */
public enum IdempotencyRefusal implements Refusal {
    INVALID_IDEMPOTENCY_KEY(Kind.INVALID, "An Idempotency-Key has 1 to 255 visible ASCII characters."),
    IDEMPOTENCY_KEY_REUSED(Kind.INVALID, "This Idempotency-Key was used for another request; choose a new one."),
    DUPLICATE_IN_FLIGHT(Kind.CONFLICT, "The same request is still being carried out; ask again in a moment.");

    private final Kind kind;
    private final String sentence;

    IdempotencyRefusal(Kind kind, String sentence) {
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
