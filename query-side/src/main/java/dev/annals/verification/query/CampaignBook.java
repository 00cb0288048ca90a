package dev.annals.verification.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.foundation.store.ColumnJson;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserRegistered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Campaigns, what rules and readers know of them, and what users did that campaigns count. */
final class CampaignBook implements Book {

    private final Expected campaigns = new Expected("campaign", "campaign_id");
    private final Expected rewards = new Expected("campaign_reward", "campaign_id", "reward_id");
    private final Expected facts = new Expected("player_fact", "user_id", "log_index");
    private final Expected standings = new Expected("campaign_standing", "campaign_id");
    private final Expected attachments = new Expected("campaign_attachment", "campaign_id", "reward_id");
    private final Map<UUID, Long> revisions = new HashMap<>();

    @Override
    public void read(Logged logged) {
        switch (logged.event()) {
            case CampaignEvent event -> decided(event, logged);
            case SessionStarted e -> {
                facts.concernedBy(logged);
                if (e.continues() == null) fact("SIGN_IN", e.userId(), logged);
            }
            case InvitationQualified e -> fact("FRIEND", e.inviter(), logged);
            case UserRegistered e ->
                fact("PROFILE", e.userId(), logged)
                        .with("has_name", e.profile().displayName() != null)
                        .with("has_email", e.email() != null);
            case ProfileChanged e ->
                fact("PROFILE", e.userId(), logged)
                        .with("has_name", e.profile().displayName() != null)
                        .with("has_email", e.email() != null);
            case EmailChanged e -> fact("PROFILE", e.userId(), logged).with("has_email", e.email() != null);
            default -> {}
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(
                new ReadModel("campaign", campaigns),
                new ReadModel("campaign-reward", rewards),
                new ReadModel("player-fact", facts));
    }

    @Override
    public List<Expected> writeSide() {
        return List.of(standings, attachments);
    }

    private void decided(CampaignEvent event, Logged logged) {
        campaigns.concernedBy(logged);
        var id = event.campaignId().value();
        var revision = revisions.merge(id, 1L, Long::sum);
        campaigns.change(id).with("revision", revision).with("changed_at", logged.at());
        standings.change(id).with("revision", revision).with("changed_at", logged.at());
        switch (event) {
            case CampaignDrafted e -> {
                defined(id, e.definition());
                state(id, "DRAFT");
                campaigns.change(id).with("log_index", logged.index());
            }
            case CampaignEdited e -> defined(id, e.definition());
            case CampaignActivated e -> state(id, "ACTIVE");
            case CampaignPaused e -> state(id, "PAUSED");
            case CampaignResumed e -> state(id, "ACTIVE");
            case CampaignEnded e -> state(id, "ENDED");
            case RewardAttached e -> {
                rewards.concernedBy(logged);
                rewards.put(id, e.rewardId().value()).with("attached_at", logged.at());
                attachments.put(id, e.rewardId().value());
            }
            case RewardDetached e -> {
                rewards.concernedBy(logged);
                rewards.remove(id, e.rewardId().value());
                attachments.remove(id, e.rewardId().value());
            }
        }
    }

    private void defined(UUID id, CampaignDefinition definition) {
        var json = ColumnJson.write(definition);
        standings.change(id).with("definition", json);
        campaigns
                .change(id)
                .with("definition", json)
                .with("starts_at", definition.window().start())
                .with("ends_at", definition.window().end())
                .with("visibility", definition.visibility());
    }

    private void state(UUID id, String state) {
        campaigns.change(id).with("state", state);
        standings.change(id).with("state", state);
    }

    private Line fact(String kind, UserId userId, Logged logged) {
        facts.concernedBy(logged);
        return facts.put(userId, logged.index())
                .with("kind", kind)
                .with("event_id", logged.eventId())
                .with("happened_at", logged.at());
    }
}
