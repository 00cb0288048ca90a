package dev.annals.campaign;

import org.axonframework.serialization.Revision;

/** Everything that can have happened to a campaign. Stored for ever, shapes frozen. That it opened or closed is none. */
public sealed interface CampaignEvent {

    CampaignId campaignId();

    @Revision("1")
    record CampaignDrafted(CampaignId campaignId, CampaignDefinition definition) implements CampaignEvent {}

    /** The definition is complete, as it is after the edit. */
    @Revision("1")
    record CampaignEdited(CampaignId campaignId, CampaignDefinition definition) implements CampaignEvent {}

    @Revision("1")
    record CampaignActivated(CampaignId campaignId) implements CampaignEvent {}

    @Revision("1")
    record CampaignPaused(CampaignId campaignId) implements CampaignEvent {}

    @Revision("1")
    record CampaignResumed(CampaignId campaignId) implements CampaignEvent {}

    @Revision("1")
    record CampaignEnded(CampaignId campaignId) implements CampaignEvent {}

    @Revision("1")
    record RewardAttached(CampaignId campaignId, RewardId rewardId) implements CampaignEvent {}

    @Revision("1")
    record RewardDetached(CampaignId campaignId, RewardId rewardId) implements CampaignEvent {}
}
