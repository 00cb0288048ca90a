package dev.annals.reward.relay;

import static dev.annals.reward.relay.DeliveryMeters.Outcome.DELIVERED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.FAILED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.OVERTAKEN;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.RETRIED;
import static dev.annals.reward.relay.DeliveryMeters.Outcome.TOO_LATE;

import dev.annals.reward.ClaimCommand;
import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.relay.DeliveryMeters.Outcome;
import dev.annals.reward.relay.Webhook.Answer;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the receiver of one claim and writes down what became of it. Between the answer and the event the process may die:
 * then the next one tells it again, under the same id.
 */
final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

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
        if (!work.take(claimId)) return;
        var claim = claims.apply(claimId);
        if (claim.isEmpty()) {
            work.rest(claimId);
            return;
        }
        try {
            conclude(claim.get(), receiver.post(claim.get()));
        } catch (InterruptedException stopped) {
            work.release(claimId);
            throw stopped;
        }
    }

    private void conclude(GrantedClaim claim, Answer answer) {
        var claimId = claim.claimId();
        switch (answer) {
            case Answer.Taken taken -> settle(new DeliverClaim(claimId), DELIVERED);
            case Answer.Refused refused ->
                settle(new FailClaim(claimId, "The receiver answered " + refused.status() + "."), FAILED);
            case Answer.Unclear unclear -> again(claim, unclear);
        }
    }

    /** What cannot be tried again in time has failed, and whoever looks at it learns so now. */
    private void again(GrantedClaim claim, Answer.Unclear unclear) {
        var claimId = claim.claimId();
        var pause = pauses.after(work.attempts(claimId.text()), unclear.wish());
        if (clock.instant().plus(pause).isAfter(claim.since().plus(settings.giveUpAfter()))) {
            var reason = "Given up after " + settings.giveUpAfter() + "; at last " + unclear.what() + ".";
            settle(new FailClaim(claimId, reason), FAILED);
        } else {
            LOG.warn("{} is told again later: {}", claimId, unclear.what());
            work.again(claimId.text(), unclear.what(), pause);
            meters.count(RETRIED);
        }
    }

    /** Whoever was thought dead meanwhile leaves it to whoever has taken over: he tells it again. */
    private void settle(ClaimCommand command, Outcome outcome) {
        var claimId = command.claimId().text();
        if (!work.isStillMine(claimId)) {
            meters.count(OVERTAKEN);
            return;
        }
        try {
            commands.accept(command);
            meters.count(outcome);
        } catch (CommandRefused settledMeanwhile) {
            LOG.warn(
                    "{} was settled while its receiver was told: {}",
                    claimId,
                    settledMeanwhile.refusal().name());
            meters.count(outcome == DELIVERED ? TOO_LATE : outcome);
        }
        if (outcome == FAILED) work.rest(claimId);
        else work.forget(claimId);
    }
}
