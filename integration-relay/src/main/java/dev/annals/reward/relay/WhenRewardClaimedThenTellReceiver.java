package dev.annals.reward.relay;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.Delivery;
import java.time.Instant;
import java.util.function.Predicate;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Reads the log and notes of which claims the receiver is to be told, in the transaction that moves its place in the log. It
 * calls nobody: so however often the log is read, nothing is told by it.
 */
@ProcessingGroup(WhenRewardClaimedThenTellReceiver.GROUP)
class WhenRewardClaimedThenTellReceiver {

    static final String GROUP = "when-reward-claimed-then-tell-receiver";

    private final DeliveryWork work;
    private final DueWorker<String> worker;
    private final Predicate<ClaimId> isTold;

    /** @param isTold whether a receiver is told of the claim, and it is not handed out by hand */
    WhenRewardClaimedThenTellReceiver(DeliveryWork work, DueWorker<String> worker, Predicate<ClaimId> isTold) {
        this.work = work;
        this.worker = worker;
        this.isTold = isTold;
    }

    @EventHandler
    void react(RewardClaimed event, @Timestamp Instant at) {
        if (event.delivery() != Delivery.WEBHOOK) return;
        work.granted(event.claimId(), at);
        afterwards();
    }

    /** Only what is told to a receiver is ever tried again. */
    @EventHandler
    void react(ClaimRetried event, @Timestamp Instant at) {
        work.retried(event.claimId(), at);
        afterwards();
    }

    @EventHandler
    void react(ClaimFailed event) {
        work.failed(event.claimId());
    }

    @EventHandler
    void react(ClaimDelivered event) {
        work.settled(event.claimId());
    }

    /** Whatever became of the grant: where the answer got lost, nobody but the receiver knows. */
    @EventHandler
    void react(ClaimReversed event, @Timestamp Instant at) {
        if (!isTold.test(event.claimId())) return;
        work.reversed(event.claimId(), at);
        afterwards();
    }

    /** Also where the receiver has taken it: whoever wishes so has his reasons, and the receiver knows the id. */
    @EventHandler
    void react(ClaimReversalRetried event, @Timestamp Instant at) {
        work.reversed(event.claimId(), at);
        afterwards();
    }

    private void afterwards() {
        CurrentUnitOfWork.get().root().afterCommit(batch -> worker.wakeUp());
    }
}
