package dev.annals.audit;

import dev.annals.shared.Refusal;

/** Why a wish about the relay is refused. All are thrown and leave no trace. */
public enum ReplayRefusal implements Refusal {
    REPLAY_NOT_FOUND(Kind.NOT_FOUND, "There is no such operation of the relay."),
    DEAD_LETTER_NOT_FOUND(Kind.NOT_FOUND, "There is no such dead letter."),
    DEAD_LETTER_FOREIGN(Kind.CONFLICT, "This message was none of ours: there is nothing to deliver again."),
    REPLAY_RUNNING(Kind.CONFLICT, "This subscriber is being told something already: wait, or cancel it."),
    DURABLE_MALFORMED(Kind.INVALID, "The name of a durable: 1 to 100 letters, digits, - and _."),
    RANGE_MALFORMED(Kind.INVALID, "The range ends before it starts, or a position is none of this store."),
    STREAM_AWAY(Kind.UNAVAILABLE, "NATS is not set up, or does not answer right now."),
    REPLAY_REASON_MISSING(Kind.INVALID, "Say why: a reason of 1 to 500 characters.");

    private final Kind kind;
    private final String sentence;

    ReplayRefusal(Kind kind, String sentence) {
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
