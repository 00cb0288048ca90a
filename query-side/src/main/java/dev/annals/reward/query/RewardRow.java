package dev.annals.reward.query;

import dev.annals.campaign.RewardId;
import dev.annals.reward.Delivery;
import dev.annals.reward.RewardView;
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

/** A reward. */
@Entity
@Immutable
@Table(name = "reward_catalogue_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'reward-catalogue')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class RewardRow {

    @Id
    UUID rewardId;

    int generation;
    String title;
    String description;
    String items;

    @Nullable
    Long stock;

    int perUserLimit;

    @Enumerated(EnumType.STRING)
    Delivery delivery;

    boolean retired;
    Instant definedAt;
    long logIndex;

    RewardView view(@Nullable Long available) {
        return new RewardView(
                new RewardId(rewardId),
                title,
                description,
                StoredItems.of(items),
                stock,
                available,
                perUserLimit,
                delivery,
                retired,
                definedAt);
    }
}
