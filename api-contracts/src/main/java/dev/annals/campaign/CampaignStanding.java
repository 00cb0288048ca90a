package dev.annals.campaign;

import java.time.Instant;
import java.util.SortedSet;

/**
 * A campaign as the write side knows it.
 *
 * @param rewards the attached ones
 * @param revision how many events there are of it
 * @param changedAt when the last of them happened: a clock that shows less is not to be trusted with it
 */
public record CampaignStanding(
        CampaignId campaignId,
        CampaignDefinition definition,
        CampaignState state,
        SortedSet<RewardId> rewards,
        long revision,
        Instant changedAt) {

    /** How it stands at an instant. */
    public CampaignPhase phaseAt(Instant instant) {
        return state.phaseAt(instant, definition.window());
    }
}
