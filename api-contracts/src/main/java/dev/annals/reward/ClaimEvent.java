package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What became of somebody's wish for a reward. Stored for ever, shapes frozen. */
public sealed interface ClaimEvent {

    CampaignId campaignId();

    RewardId rewardId();

    UserId userId();

    /**
     * It was granted, and one piece of the stock is his. The first event of every claim.
     *
     * @param number 1 for the first claim of this user for this reward in this campaign, and so on
     * @param items what he is given
     * @param bucket from which bucket of the stock; absent where the reward is not limited
     */
    @Revision("1")
    record RewardClaimed(
            ClaimId claimId,
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            int number,
            List<RewardItem> items,
            Delivery delivery,
            @Nullable Integer bucket,
            ClaimEvidence evidence)
            implements ClaimEvent {}

    /** @param by who handed it out, or the platform once the receiver had said that it has it */
    @Revision("1")
    record ClaimDelivered(ClaimId claimId, CampaignId campaignId, RewardId rewardId, UserId userId, Actor by)
            implements ClaimEvent {}

    /** @param reason why it could not be handed out, in the words of whoever tried */
    @Revision("1")
    record ClaimFailed(
            ClaimId claimId,
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            Actor by,
            @Nullable Personal reason)
            implements ClaimEvent {}

    /** It had failed, and the receiver is to be told of it again. */
    @Revision("1")
    record ClaimRetried(ClaimId claimId, CampaignId campaignId, RewardId rewardId, UserId userId, Actor by)
            implements ClaimEvent {}

    /**
     * It was taken back, and that is final: it still counts for the limit per user.
     *
     * @param bucket to which bucket of the stock its piece returned; absent where none did
     */
    @Revision("1")
    record ClaimReversed(
            ClaimId claimId,
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            Actor by,
            @Nullable Personal reason,
            @Nullable Integer bucket)
            implements ClaimEvent {}

    /** The receiver is to be told again that it was taken back: only the receiver's list says whether it knows. */
    @Revision("1")
    record ClaimReversalRetried(ClaimId claimId, CampaignId campaignId, RewardId rewardId, UserId userId, Actor by)
            implements ClaimEvent {}

    /**
     * It was refused. One event for each code and UTC day; the others of that day are counted in the next one.
     *
     * @param code the name of the {@link RewardRefusal}
     * @param count how often this user was refused this with this code until now
     */
    @Revision("1")
    record ClaimRefused(
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            String code,
            LocalDate day,
            long count,
            ClaimEvidence evidence)
            implements ClaimEvent {}
}
