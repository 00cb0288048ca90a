package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as the history tells it, granted or refused.
 *
 * @param eventId the event by which it can be explained
 * @param claimId absent for a refusal
 * @param code why it was refused
 * @param refusals how often it had been refused with this code by then
 * @param at when it was granted or refused
 * @param settledAt when it was delivered, failed or reversed
 */
public record ClaimRecord(
        String eventId,
        @Nullable ClaimId claimId,
        ClaimStatus status,
        @Nullable String code,
        @Nullable Long refusals,
        CampaignId campaignId,
        RewardId rewardId,
        UserId userId,
        @Nullable Integer number,
        @Nullable Delivery delivery,
        List<RewardItem> items,
        Instant at,
        @Nullable Instant settledAt,
        @Nullable Actor settledBy,
        @Nullable Personal reason) {}
