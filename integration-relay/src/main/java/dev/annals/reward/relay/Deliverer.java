package dev.annals.reward.relay;

import static dev.annals.reward.relay.DeliveryMeters.Outcome.DELIVERED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.FAILED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.OVERTAKEN;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.RETRIED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.REVERSED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.TOO_LATE;

import dev.annals.reward.ClaimCommand;
import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.relay.DeliveryMeters.Outcome;
import dev.annals.reward.relay.DeliveryWork.Taken;
import dev.annals.reward.relay.Webhook.Answer;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the receiver of one claim and writes down what became of it. Between the answer and the event the process may die:
 * then the next one tells it again, under the same id. A claim that is taken back while its receiver is told stays taken
 * back, and the receiver is told that next.
 */
final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    /** Posts a claim, once. */
    interface Receiver {
        Answer post(GrantedClaim claim) throws InterruptedException;
    }

    private final DeliveryWork work;
    private final Function<String, Optional<GrantedClaim>> claims;
    private final Receiver receiver;
    private final Consumer<ClaimCommand> commands;
    private final Pauses pauses;
    private final WebhookSettings settings;
    private final DeliveryMeters meters;
    private final Clock clock;

    Deliverer(
            DeliveryWork work,
            Function<String, Optional<GrantedClaim>> claims,
            Receiver receiver,
            Consumer<ClaimCommand> commands,
            Pauses pauses,
            WebhookSettings settings,
            DeliveryMeters meters,
            Clock clock) {
        this.work = work;
        this.claims = claims;
        this.receiver = receiver;
        this.commands = commands;
        this.pauses = pauses;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Does nothing where another process is faster. */
    void deliver(String claimId) throws InterruptedException {
        var mine = work.take(claimId);
        if (mine.isEmpty()) return;
        var taken = mine.get();
        try {
            var claim = claims.apply(claimId);
            // Taken back a moment ago: that is told as soon as it is noted.
            if (claim.isEmpty() || claim.get().isReversed() != taken.reversed()) work.rest(taken, null);
            else conclude(taken, claim.get(), receiver.post(claim.get()));
        } catch (InterruptedException stopped) {
            work.release(taken);
            throw stopped;
        } catch (RuntimeException ours) {
            later(taken, ours);
        }
    }

    private void later(Taken taken, RuntimeException ours) {
        var what = ours.getClass().getSimpleName();
        LOG.warn("{} is told again later: {}", taken.claimId(), what);
        try {
            work.again(taken, what, AFTER_TROUBLE);
        } catch (RuntimeException notNow) {
            // Its lease ends by itself.
        }
    }

    private void conclude(Taken taken, GrantedClaim claim, Answer answer) {
        switch (answer) {
            case Answer.Taken yes -> has(taken, claim);
            case Answer.Refused no -> fail(taken, claim, "The receiver answered " + no.status() + ".");
            case Answer.Unclear unclear -> again(taken, claim, unclear);
        }
    }

    private void has(Taken taken, GrantedClaim claim) {
        if (!claim.isReversed()) settle(taken, new DeliverClaim(claim.claimId()), DELIVERED, null);
        else if (isStillMine(taken)) {
            work.forget(taken);
            meters.count(REVERSED);
        }
    }

    private void fail(Taken taken, GrantedClaim claim, String reason) {
        if (!claim.isReversed()) settle(taken, new FailClaim(claim.claimId(), reason), FAILED, reason);
        else if (isStillMine(taken)) {
            // The log has said its last word of it: whoever looks finds it in the list.
            LOG.warn("That {} was reversed is not known to its receiver: {}", taken.claimId(), reason);
            work.rest(taken, reason);
            meters.count(FAILED);
        }
    }

    /** What cannot be tried again in time has failed, and whoever looks at it learns so now. */
    private void again(Taken taken, GrantedClaim claim, Answer.Unclear unclear) {
        var pause = pauses.after(taken.attempts(), unclear.wish());
        if (clock.instant().plus(pause).isAfter(claim.since().plus(settings.giveUpAfter()))) {
            fail(taken, claim, "Given up after " + settings.giveUpAfter() + "; at last " + unclear.what() + ".");
        } else {
            LOG.warn("{} is told again later: {}", claim.messageId(), unclear.what());
            work.again(taken, unclear.what(), pause);
            meters.count(RETRIED);
        }
    }

    private void settle(Taken taken, ClaimCommand command, Outcome outcome, @Nullable String failure) {
        if (!isStillMine(taken)) return;
        // As soon as the log says so, it is no longer this one's to write.
        if (failure != null) work.note(taken, failure);
        try {
            commands.accept(command);
            meters.count(outcome);
        } catch (CommandRefused settledMeanwhile) {
            LOG.warn(
                    "{} was settled while its receiver was told: {}",
                    taken.claimId(),
                    settledMeanwhile.refusal().name());
            meters.count(outcome == DELIVERED ? TOO_LATE : outcome);
        }
        if (outcome == FAILED) work.rest(taken, null);
        else work.forget(taken);
    }

    /** Whoever was thought dead meanwhile leaves it to whoever has taken over: he tells it again. */
    private boolean isStillMine(Taken taken) {
        var isMine = work.isStillMine(taken);
        if (!isMine) meters.count(OVERTAKEN);
        return isMine;
    }
}
