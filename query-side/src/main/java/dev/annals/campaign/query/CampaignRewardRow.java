package dev.annals.campaign.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A reward that is attached to a campaign. */
@Entity
@Immutable
@IdClass(CampaignRewardRow.Key.class)
@Table(name = "campaign_reward_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'campaign-reward')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class CampaignRewardRow {

    @Id
    UUID campaignId;

    @Id
    UUID rewardId;

    record Key(UUID campaignId, UUID rewardId) {}
}
