package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked about rewards and claims. */
public sealed interface RewardQuery {

    /** Answers with an {@code Optional} of {@link RewardView}. */
    record FindReward(RewardId rewardId) implements RewardQuery {}

    /** Answers with a {@code Page} of {@link RewardView}, newest first. */
    record ListRewards(int limit, @Nullable String cursor) implements RewardQuery {}

    /** Answers with an {@code Optional} of {@link ClaimRecord}. */
    record FindClaim(ClaimId claimId) implements RewardQuery {}

    /** Answers with a {@code Page} of {@link ClaimRecord}. */
    record ClaimHistory(
            Filter filter,
            boolean ascending,
            int limit,
            @Nullable String cursor) implements RewardQuery {}

    /**
     * Which claims. Whatever is absent does not filter.
     *
     * @param code the refusals with this code
     * @param from not before
     * @param to not after
     */
    record Filter(
            @Nullable CampaignId campaignId,
            @Nullable RewardId rewardId,
            @Nullable UserId userId,
            @Nullable ClaimStatus status,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant to) {

        /** Whatever one user claimed. */
        public static Filter ofUser(UserId userId) {
            return new Filter(null, null, userId, null, null, null, null);
        }
    }

    /** Answers with an {@code Optional} of {@link StockLedger}; there is none where the reward is not limited. */
    record LedgerOf(RewardId rewardId, int limit, @Nullable String cursor) implements RewardQuery {}

    /** Answers with {@link StockThen}: what had moved up to this place in the log, once that has been seen. */
    record StockUpTo(RewardId rewardId, long position) implements RewardQuery {}

    /** Answers with a {@link Funnel}; refused where there is no such campaign. */
    record FunnelOf(CampaignId campaignId) implements RewardQuery {}

    /**
     * Answers with an {@code Optional} of {@link ClaimExplanation}.
     *
     * @param eventId of the grant or of the refusal
     */
    record Explain(String eventId) implements RewardQuery {}
}
