package dev.annals.reward;

import dev.annals.campaign.CampaignId;

/**
 * What became of the claims that were made for a campaign on one day of UTC.
 *
 * @param granted all that were granted, whatever became of them
 * @param delivered those of them that the players have by now
 * @param failed those of them that could not be delivered
 * @param reversed those of them that were taken back
 * @param refused refusals that left a trace: one for each player, reward and code
 */
public record ClaimFigures(
        String period, CampaignId campaignId, long granted, long delivered, long failed, long reversed, long refused) {}
