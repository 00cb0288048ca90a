package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_CHANGED;
import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_NOT_FOUND;
import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_OVER;
import static dev.annals.campaign.CampaignRefusal.CLOCK_WENT_BACK;
import static dev.annals.campaign.CampaignRefusal.REWARD_ALREADY_ATTACHED;
import static dev.annals.campaign.CampaignRefusal.REWARD_IS_RETIRED;
import static dev.annals.campaign.CampaignRefusal.REWARD_NOT_ATTACHED;
import static dev.annals.campaign.CampaignRefusal.TOO_MANY_REWARDS;
import static dev.annals.campaign.CampaignRefusal.UNKNOWN_REWARD;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.KnownRewards;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds for every campaign: who may, when it may still be changed, and what the rules keep of it. */
@Component
class CampaignLaw {

    private static final int MOST_REWARDS = 20;
    /** Clocks of processes differ a little; one that is further behind must not decide by the time it shows. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(2);

    private final Authority authority;
    private final StandingTable standings;
    private final ObjectProvider<KnownRewards> rewards;
    private final Clock clock;

    CampaignLaw(Authority authority, StandingTable standings, ObjectProvider<KnownRewards> rewards, Clock clock) {
        this.authority = authority;
        this.standings = standings;
        this.rewards = rewards;
        this.clock = clock;
    }

    void require(Actor actor, Permission permission) {
        authority.require(actor, permission);
    }

    CampaignDefinition checked(CampaignDefinition definition) {
        return Definitions.checked(definition);
    }

    /** The campaign, if there is one and this clock may be believed. */
    CampaignStanding trustedNow(@Nullable CampaignStanding standing) {
        if (standing == null) throw new CommandRefused(CAMPAIGN_NOT_FOUND);
        refuseUnless(!clock.instant().isBefore(standing.changedAt().minus(MOST_SKEW)), CLOCK_WENT_BACK);
        return standing;
    }

    void refuseOtherRevision(@Nullable Long edited, CampaignStanding now) {
        refuseUnless(edited == null || edited == now.revision(), CAMPAIGN_CHANGED);
    }

    /** What is over stays as it was; a draft whose window has passed can still be given another one. */
    void refuseUnlessOpenForChange(CampaignStanding now) {
        if (now.state() != CampaignState.DRAFT) refuseIfOver(now);
    }

    /** Whatever it is, it does not open again. */
    void refuseIfOver(CampaignStanding now) {
        refuseUnless(
                now.state() != CampaignState.ENDED
                        && clock.instant().isBefore(now.definition().window().end()),
                CAMPAIGN_OVER);
    }

    void refuseUnlessAttachable(CampaignStanding now, RewardId rewardId) {
        refuseUnlessOpenForChange(now);
        refuseUnless(!now.rewards().contains(rewardId), REWARD_ALREADY_ATTACHED);
        refuseUnless(now.rewards().size() < MOST_REWARDS, TOO_MANY_REWARDS);
        var reward = rewards.stream()
                .flatMap(known -> known.find(rewardId).stream())
                .findAny()
                .orElseThrow(() -> new CommandRefused(UNKNOWN_REWARD));
        refuseUnless(!reward.retired(), REWARD_IS_RETIRED);
    }

    /** Also while it runs: an operator must be able to stop a reward that was a mistake. */
    void refuseUnlessAttached(CampaignStanding now, RewardId rewardId) {
        refuseUnless(now.phaseAt(clock.instant()) != CampaignPhase.CLOSED, CAMPAIGN_OVER);
        refuseUnless(now.rewards().contains(rewardId), REWARD_NOT_ATTACHED);
    }

    /** Writes what the rules must know at once. */
    CampaignStanding keep(@Nullable CampaignStanding standing) {
        if (standing == null) throw new IllegalStateException("A campaign without a definition");
        standings.put(standing);
        return standing;
    }
}
