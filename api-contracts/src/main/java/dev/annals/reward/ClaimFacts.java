package dev.annals.reward;

import dev.annals.campaign.CampaignPhase;

/**
 * What decides about a claim, the stock apart.
 *
 * @param active whether the user is neither blocked nor deleted
 * @param phase how the campaign stands
 * @param attached whether the campaign gives this reward
 * @param claimed how often the user has claimed it in this campaign
 */
public record ClaimFacts(
        boolean active,
        CampaignPhase phase,
        boolean attached,
        boolean retired,
        int claimed,
        int perUserLimit,
        boolean qualified) {}
