package dev.annals.reward;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a claim that was granted, by whoever hands rewards out. Each answers with a {@link ClaimStatus}. */
public sealed interface ClaimCommand {

    /** The stream of this claim. */
    @TargetAggregateIdentifier
    default String streamId() {
        return claimId().text();
    }

    ClaimId claimId();

    /** The player has it. */
    record DeliverClaim(ClaimId claimId) implements ClaimCommand {}

    /** It could not be handed out; it may still be, later. */
    record FailClaim(ClaimId claimId, @Nullable String reason) implements ClaimCommand {}

    /** The receiver is told once more: of what could not be delivered, or that it was taken back. */
    record RetryClaim(ClaimId claimId) implements ClaimCommand {}

    /** Takes it back, for ever; its piece returns to the stock unless the player has it. */
    record ReverseClaim(ClaimId claimId, @Nullable String reason) implements ClaimCommand {}
}
