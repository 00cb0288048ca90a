package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.CLOCK_WENT_BACK;
import static dev.annals.reward.RewardRefusal.FOREIGN_CLAIM;
import static dev.annals.reward.RewardRefusal.REWARD_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.CLAIMS_MAKE;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;

import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.Qualification;
import dev.annals.foundation.idempotency.Idempotency;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.security.Authority;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimFacts;
import dev.annals.reward.ClaimRules;
import dev.annals.reward.Claims.Outcome;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * Decides about claims, each in one transaction. The key of the request and the user's access row are locked before anything
 * else, always in this order: so one user's claims follow each other, and a block is seen. The stock comes last and is held
 * the shortest.
 */
@Component
class Claiming {

    /** Clocks of processes differ a little; one that is further behind must not decide by the time it shows. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(2);

    private final Campaigns campaigns;
    private final Terms terms;
    private final Stock stock;
    private final ClaimEvents events;
    private final Idempotency idempotency;
    private final AccessState access;
    private final Authority authority;
    private final Clock clock;

    Claiming(
            Campaigns campaigns,
            Terms terms,
            Stock stock,
            ClaimEvents events,
            Idempotency idempotency,
            AccessState access,
            Authority authority,
            Clock clock) {
        this.campaigns = campaigns;
        this.terms = terms;
        this.stock = stock;
        this.events = events;
        this.idempotency = idempotency;
        this.access = access;
        this.authority = authority;
        this.clock = clock;
    }

    @CommandHandler
    Outcome decide(ClaimReward command, Actor actor) {
        refuseUnless(actor.is(command.userId()), FOREIGN_CLAIM);
        var request = command.request();
        if (request != null) {
            var before = idempotency.begin(request);
            if (before.isPresent()) return events.answerOf(before.get());
        }
        var row = access.lock(command.userId());
        if (row == null) throw new CommandRefused(NOT_PERMITTED);
        var active = row.status() == Status.ACTIVE;
        if (active) authority.require(actor, CLAIMS_MAKE);
        var outcome = decide(command, active);
        if (request != null) idempotency.answered(request, ClaimEvents.answered(outcome));
        return outcome;
    }

    private Outcome decide(ClaimReward command, boolean active) {
        var standing = campaigns
                .standingOf(command.campaignId())
                .filter(campaign -> campaign.phaseAt(command.at()) != CampaignPhase.DRAFT)
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
        var of = terms.find(command.rewardId()).orElseThrow(() -> new CommandRefused(REWARD_NOT_FOUND));
        refuseUnless(!clock.instant().plus(MOST_SKEW).isBefore(standing.changedAt()), CLOCK_WENT_BACK);
        var claimed = active ? events.claimsOf(command, of.perUserLimit()) : 0;
        var facts = facts(command, active, standing, of, claimed);
        var bucket = new AtomicReference<Integer>();
        var refusal = ClaimRules.refusalOf(facts, () -> take(of, bucket));
        var evidence = evidence(command, standing, of);
        return refusal == null
                ? events.grant(command, claimed + 1, of.delivery(), bucket.get(), evidence)
                : events.refuse(command, refusal, evidence);
    }

    private static ClaimFacts facts(
            ClaimReward command, boolean active, CampaignStanding standing, Terms.Of of, int claimed) {
        return new ClaimFacts(
                active,
                standing.phaseAt(command.at()),
                standing.rewards().contains(command.rewardId()),
                of.retired(),
                claimed,
                of.perUserLimit(),
                command.qualification() instanceof Qualification.Met);
    }

    private boolean take(Terms.Of of, AtomicReference<Integer> bucket) {
        if (!of.limited()) return true;
        bucket.set(stock.take(of.rewardId(), of.buckets()));
        return bucket.get() != null;
    }

    private static ClaimEvidence evidence(ClaimReward command, CampaignStanding standing, Terms.Of of) {
        return new ClaimEvidence(
                command.at(),
                standing.revision(),
                of.version(),
                of.returned(),
                command.qualification().evidence());
    }
}
