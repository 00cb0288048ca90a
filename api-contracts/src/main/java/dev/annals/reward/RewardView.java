package dev.annals.reward;

import dev.annals.campaign.RewardId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reward as readers see it.
 *
 * @param stock how much of it there has been in all; absent where it is not limited
 * @param available how much of that is left
 */
public record RewardView(
        RewardId rewardId,
        String title,
        String description,
        List<RewardItem> items,
        @Nullable Long stock,
        @Nullable Long available,
        int perUserLimit,
        Delivery delivery,
        boolean retired,
        Instant definedAt) {}
