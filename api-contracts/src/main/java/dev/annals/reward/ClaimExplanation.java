package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a claim was granted or refused.
 *
 * @param outcome {@code GRANTED}, or the code of the refusal
 * @param position the place of the decision in the log: nothing after it is looked at
 * @param evidence what was stored with the decision
 * @param facts what the log says up to there
 * @param again the outcome of the same rules run on these facts
 * @param reproduced whether that is the outcome that was answered
 * @param events the events that decided, in the order of the log
 */
public record ClaimExplanation(
        String eventId,
        @Nullable ClaimId claimId,
        CampaignId campaignId,
        RewardId rewardId,
        UserId userId,
        Instant at,
        String outcome,
        String sentence,
        long position,
        ClaimEvidence evidence,
        ClaimFacts facts,
        @Nullable Long available,
        String again,
        boolean reproduced,
        List<Decisive> events) {

    /** One of the events that decided. */
    public record Decisive(long position, String eventId, String type, Instant at) {}
}
