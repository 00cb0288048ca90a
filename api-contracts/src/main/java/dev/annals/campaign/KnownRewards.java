package dev.annals.campaign;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What campaigns must know of rewards; implemented where rewards are decided, read in the caller's transaction. */
public interface KnownRewards {

    /** The reward; absent where there is none. */
    Optional<KnownReward> find(RewardId rewardId);

    /**
     * A reward.
     *
     * @param retired whether it can no longer be attached
     * @param items how much of what one grant gives
     * @param available how many grants are in stock; absent where there is no limit
     */
    record KnownReward(
            RewardId rewardId,
            String title,
            boolean retired,
            Map<String, Long> items,
            @Nullable Long available) {}
}
