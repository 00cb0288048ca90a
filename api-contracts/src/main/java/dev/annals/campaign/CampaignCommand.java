package dev.annals.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a campaign. Each answers with the {@link CampaignStanding} after it. */
public sealed interface CampaignCommand {

    CampaignId campaignId();

    record DraftCampaign(@TargetAggregateIdentifier CampaignId campaignId, CampaignDefinition definition)
            implements CampaignCommand {}

    /**
     * A draft may become anything; what players have seen may only become wider.
     *
     * @param revision the one that was edited; absent where the last one wins
     */
    record EditCampaign(
            @TargetAggregateIdentifier CampaignId campaignId,
            CampaignDefinition definition,
            @Nullable Long revision) implements CampaignCommand {}

    /** From here on it opens and closes by its window. */
    record ActivateCampaign(@TargetAggregateIdentifier CampaignId campaignId) implements CampaignCommand {}

    record PauseCampaign(@TargetAggregateIdentifier CampaignId campaignId) implements CampaignCommand {}

    record ResumeCampaign(@TargetAggregateIdentifier CampaignId campaignId) implements CampaignCommand {}

    /** For good. */
    record EndCampaign(@TargetAggregateIdentifier CampaignId campaignId) implements CampaignCommand {}

    record AttachReward(@TargetAggregateIdentifier CampaignId campaignId, RewardId rewardId)
            implements CampaignCommand {}

    record DetachReward(@TargetAggregateIdentifier CampaignId campaignId, RewardId rewardId)
            implements CampaignCommand {}
}
