package dev.annals.campaign.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.store.ColumnJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A campaign. */
@Entity
@Immutable
@Table(name = "campaign_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'campaign')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class CampaignRow {

    @Id
    UUID campaignId;

    int generation;
    String definition;
    Instant startsAt;
    Instant endsAt;

    @Enumerated(EnumType.STRING)
    Visibility visibility;

    @Enumerated(EnumType.STRING)
    CampaignState state;

    long revision;
    Instant changedAt;
    long logIndex;

    CampaignStanding standing(Collection<RewardId> rewards) {
        return new CampaignStanding(
                new CampaignId(campaignId),
                ColumnJson.read(definition, CampaignDefinition.class),
                state,
                new TreeSet<>(rewards),
                revision,
                changedAt);
    }
}
