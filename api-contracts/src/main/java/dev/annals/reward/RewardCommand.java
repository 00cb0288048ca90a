package dev.annals.reward;

import dev.annals.campaign.RewardId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of items and rewards, by whoever may define them. */
public sealed interface RewardCommand {

    /** Puts an item into the catalogue. Answers with a {@link RewardItem}. */
    record DefineItem(ItemId itemId, String item, long quantity) implements RewardCommand {

        /** The stream of this item: ids are unique across all kinds of aggregates. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "item:" + itemId;
        }
    }

    /**
     * Answers with a {@link RewardDefinition}.
     *
     * @param itemIds items of the catalogue that belong to it
     * @param items further ones, said in full
     * @param stock how much of it there is; absent for as much as is asked for
     */
    record DefineReward(
            RewardId rewardId,
            @Nullable String title,
            @Nullable String description,
            List<ItemId> itemIds,
            List<RewardItem> items,
            @Nullable Long stock,
            int perUserLimit,
            Delivery delivery)
            implements RewardCommand {

        /** As in {@link DefineItem#streamId}. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "reward:" + rewardId;
        }
    }

    /** From now on an item of the catalogue belongs to it. Answers with a {@link RewardDefinition}. */
    record AddItem(RewardId rewardId, ItemId itemId) implements RewardCommand {

        /** As in {@link DefineItem#streamId}. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "reward:" + rewardId;
        }
    }

    /**
     * Answers with a {@link RewardDefinition}.
     *
     * @param quantity how much more there is; negative to take some out, of what nobody has claimed
     */
    record RestockReward(RewardId rewardId, long quantity) implements RewardCommand {

        /** As in {@link DefineItem#streamId}. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "reward:" + rewardId;
        }
    }

    /** Takes the rest out of the stock, for ever. Answers with a {@link RewardDefinition}. */
    record RetireReward(RewardId rewardId) implements RewardCommand {

        /** As in {@link DefineItem#streamId}. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "reward:" + rewardId;
        }
    }
}
