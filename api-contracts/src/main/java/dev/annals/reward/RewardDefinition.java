package dev.annals.reward;

import dev.annals.campaign.RewardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reward as it stands after a command.
 *
 * @param stock how much of it there has been in all, claimed or not; absent where it is not limited
 */
public record RewardDefinition(
        RewardId rewardId,
        String title,
        String description,
        List<RewardItem> items,
        @Nullable Long stock,
        int perUserLimit,
        Delivery delivery,
        boolean retired) {}
