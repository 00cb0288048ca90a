package dev.annals.reward.command;

import static dev.annals.reward.ClaimStatus.CLAIMED;
import static dev.annals.reward.ClaimStatus.DELIVERED;
import static dev.annals.reward.ClaimStatus.FAILED;
import static dev.annals.reward.ClaimStatus.REVERSED;
import static dev.annals.reward.RewardRefusal.CLAIM_DELIVERED;
import static dev.annals.reward.RewardRefusal.CLAIM_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.CLAIM_REVERSED;
import static dev.annals.reward.RewardRefusal.DELIVERED_BY_HAND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.ClaimCommand.RetryClaim;
import dev.annals.reward.ClaimCommand.ReverseClaim;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.Delivery;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A reward that somebody was given. It begins with its grant, which {@link Claiming} appends; what becomes of it is decided
 * here. Every handler may meet one that is missing, so that it is refused in our own words.
 */
@Aggregate(type = "claim")
final class Claim {

    @AggregateIdentifier
    private String id;

    private @Nullable RewardClaimed granted;
    private ClaimStatus status = CLAIMED;

    /** Delivering twice is not an error, and what failed may be delivered later. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ClaimStatus decide(DeliverClaim command, Actor actor, Settling settling) {
        var it = require(actor, settling);
        refuseUnless(status != REVERSED, CLAIM_REVERSED);
        if (status != DELIVERED)
            apply(new ClaimDelivered(it.claimId(), it.campaignId(), it.rewardId(), it.userId(), actor));
        return status;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ClaimStatus decide(FailClaim command, Actor actor, Settling settling) {
        var it = require(actor, settling);
        refuseUnless(status != REVERSED, CLAIM_REVERSED);
        refuseUnless(status != DELIVERED, CLAIM_DELIVERED);
        if (status != FAILED) {
            var reason = settling.reason(it.userId(), actor, command.reason());
            apply(new ClaimFailed(it.claimId(), it.campaignId(), it.rewardId(), it.userId(), actor, reason));
        }
        return status;
    }

    /** Nothing where the grant is still on its way; of a reversal this stream does not know whether it has arrived. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ClaimStatus decide(RetryClaim command, Actor actor, Settling settling) {
        var it = require(actor, settling);
        refuseUnless(status != DELIVERED, CLAIM_DELIVERED);
        refuseUnless(it.delivery() == Delivery.WEBHOOK, DELIVERED_BY_HAND);
        settling.requireReceiver();
        if (status == FAILED) apply(new ClaimRetried(it.claimId(), it.campaignId(), it.rewardId(), it.userId(), actor));
        if (status == REVERSED)
            apply(new ClaimReversalRetried(it.claimId(), it.campaignId(), it.rewardId(), it.userId(), actor));
        return status;
    }

    /** What the player never had returns to the stock; what he has is gone, whatever is done about it elsewhere. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ClaimStatus decide(ReverseClaim command, Actor actor, Settling settling) {
        var it = require(actor, settling);
        if (status == REVERSED) return status;
        var reason = settling.reason(it.userId(), actor, command.reason());
        var bucket = status == DELIVERED ? null : it.bucket();
        if (bucket != null) settling.giveBack(it.rewardId(), bucket);
        apply(new ClaimReversed(it.claimId(), it.campaignId(), it.rewardId(), it.userId(), actor, reason, bucket));
        return status;
    }

    private RewardClaimed require(Actor actor, Settling settling) {
        settling.require(actor);
        if (granted == null) throw new CommandRefused(CLAIM_NOT_FOUND);
        return granted;
    }

    @EventSourcingHandler
    void evolve(ClaimEvent event) {
        switch (event) {
            case RewardClaimed claimed -> {
                id = claimed.claimId().text();
                granted = claimed;
            }
            case ClaimDelivered delivered -> status = DELIVERED;
            case ClaimFailed failed -> status = FAILED;
            case ClaimRetried retried -> status = CLAIMED;
            case ClaimReversed reversed -> status = REVERSED;
            case ClaimReversalRetried retried -> {}
            case ClaimRefused refused -> throw new IllegalStateException("A refusal is no claim's event");
        }
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Claim() {}
}
