package dev.annals.reward;

import dev.annals.campaign.RewardId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What can have happened to a reward. Who claimed it is told by {@link ClaimEvent}. Stored for ever, shapes frozen. */
public sealed interface RewardEvent {

    RewardId rewardId();

    /**
     * There is something to be won.
     *
     * @param limited whether there is only so much of it
     * @param stock how much stands in each bucket, the first one first; nothing where it is not limited
     * @param perUserLimit how often one user may claim it in one campaign
     */
    @Revision("1")
    record RewardDefined(
            RewardId rewardId,
            String title,
            String description,
            List<RewardItem> items,
            boolean limited,
            List<Long> stock,
            int perUserLimit,
            Delivery delivery)
            implements RewardEvent {}

    /** @param items all of them, the new one last */
    @Revision("1")
    record RewardItemAdded(RewardId rewardId, List<RewardItem> items) implements RewardEvent {}

    /**
     * There is more of it, or less.
     *
     * @param quantity how much more; negative for what was taken out
     * @param total how much of it there has been by now, claimed or not
     * @param stock by how much each bucket changed, the first one first
     */
    @Revision("1")
    record RewardRestocked(RewardId rewardId, long quantity, long total, List<Long> stock) implements RewardEvent {}

    /**
     * Nobody can claim it any more, and that is final.
     *
     * @param quantity what was left of it; 0 where it was not limited
     * @param total how much of it there has been without that
     */
    @Revision("1")
    record RewardRetired(RewardId rewardId, long quantity, long total) implements RewardEvent {}
}
