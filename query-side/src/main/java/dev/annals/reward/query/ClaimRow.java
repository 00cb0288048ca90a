package dev.annals.reward.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ClaimRecord;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.Delivery;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A claim that was granted, or a refusal. */
@Entity
@Immutable
@Table(name = "claim_history_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'claim-history')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class ClaimRow {

    @Id
    String entry;

    int generation;
    String eventId;

    @Enumerated(EnumType.STRING)
    ClaimStatus status;

    @Nullable
    String code;

    @Nullable
    Long refusals;

    UUID campaignId;
    UUID rewardId;
    UUID userId;

    @Nullable
    Integer number;

    @Nullable
    @Enumerated(EnumType.STRING)
    Delivery delivery;

    @Nullable
    String items;

    Instant happenedAt;

    @Nullable
    Instant settledAt;

    @Nullable
    String settledBy;

    @Nullable
    Personal reason;

    long logIndex;

    ClaimRecord claim() {
        return new ClaimRecord(
                eventId,
                status == ClaimStatus.REFUSED ? null : ClaimId.of(entry),
                status,
                code,
                refusals,
                new CampaignId(campaignId),
                new RewardId(rewardId),
                new UserId(userId),
                number,
                delivery,
                StoredItems.of(items),
                happenedAt,
                settledAt,
                settledBy == null ? null : Actor.of(settledBy),
                reason);
    }
}
