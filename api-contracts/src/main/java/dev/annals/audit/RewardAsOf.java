package dev.annals.audit;

import dev.annals.campaign.RewardId;
import dev.annals.reward.Delivery;
import dev.annals.reward.RewardItem;
import dev.annals.reward.StockThen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there was of a reward at a place in the log.
 *
 * @param position the place that was asked for
 * @param changedAt when its own last event before it happened; claims are none
 * @param stock how much of it was left and why; absent where it is not limited
 */
public record RewardAsOf(
        long position,
        Instant changedAt,
        RewardId rewardId,
        String title,
        String description,
        List<RewardItem> items,
        int perUserLimit,
        Delivery delivery,
        boolean retired,
        @Nullable StockThen stock) {}
