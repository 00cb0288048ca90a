package dev.annals.milkyway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.KnownRewards.KnownReward;
import dev.annals.campaign.RewardId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as Milkyway calls it.
 *
 * @param category {@code OTHER} where the condition is none that Milkyway knows
 * @param status {@code ON} while it is open, computed when it is asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MilkywayEvent(
        CampaignId id,
        String title,
        String description,
        String category,
        @JsonProperty("triggerType") @Nullable String triggerType,
        @Nullable Integer goal,
        @JsonProperty("startDate") Instant startDate,
        @JsonProperty("endDate") Instant endDate,
        String timezone,
        String status,
        List<Reward> rewards) {

    /** A reward that it gives. */
    public record Reward(RewardId id, String title, List<Item> items) {

        /** In Milkyway's words. */
        public static Reward of(KnownReward reward) {
            var items = reward.items().entrySet().stream()
                    .map(item -> new Item(item.getKey(), item.getValue()))
                    .toList();
            return new Reward(reward.rewardId(), reward.title(), items);
        }
    }

    /** So much of something. */
    public record Item(String item, long quantity) {}

    private record Words(
            String category,
            @Nullable String triggerType,
            @Nullable Integer goal) {}

    /** In Milkyway's words. */
    public static MilkywayEvent of(CampaignView campaign, List<Reward> rewards) {
        var words = words(campaign.condition());
        return new MilkywayEvent(
                campaign.campaignId(),
                campaign.title(),
                campaign.description(),
                words.category,
                words.triggerType,
                words.goal,
                campaign.startsAt(),
                campaign.endsAt(),
                campaign.zone().getId(),
                campaign.phase() == CampaignPhase.OPEN ? "ON" : "OFF",
                rewards);
    }

    private static Words words(Condition condition) {
        return switch (condition) {
            case LoginDays days -> new Words("LOGIN", "SINGLE", days.goal());
            case ConsecutiveLoginDays row -> new Words("LOGIN", "STREAK", row.goal());
            case FriendsInvited invited -> new Words("FRIEND_INVITE", "SINGLE", invited.goal());
            case ProfileCompleted completed -> new Words("OTHER", null, null);
            case AllOf all -> new Words("OTHER", null, null);
            case AnyOf any -> new Words("OTHER", null, null);
        };
    }
}
