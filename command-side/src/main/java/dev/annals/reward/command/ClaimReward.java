package dev.annals.reward.command;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.Qualification;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.idempotency.RepeatableRequest;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a claim. Answers with a {@link dev.annals.reward.Claims.Outcome}.
 *
 * @param at when it was asked for: by this instant it is decided, however often it is tried
 * @param qualification whether the campaign's condition was met by then, as far as had been seen
 */
record ClaimReward(
        CampaignId campaignId,
        RewardId rewardId,
        UserId userId,
        Instant at,
        Qualification qualification,
        @Nullable RepeatableRequest request) {}
