package dev.annals.reward;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the receiver of claims does not know yet, or did not take.
 *
 * @param since when it was granted, was to be told again, or was reversed
 * @param attempts how often it was told without a clear answer
 * @param beingTold whether it is just being told
 * @param nextTryAt absent where it is tried no more
 * @param failure what became of the last try
 */
public record ClaimDeliveryEntry(
        ClaimId claimId,
        UserId userId,
        Message message,
        State state,
        Instant since,
        int attempts,
        boolean beingTold,
        @Nullable Instant nextTryAt,
        @Nullable String failure) {

    /** What the receiver is told. */
    public enum Message {
        /** {@code claim.granted}. */
        GRANTED,
        /** {@code claim.reversed}. */
        REVERSED
    }

    /** Whether it is still told. */
    public enum State {
        PENDING,
        /** The receiver refused it, or it took too long. */
        FAILED
    }
}
