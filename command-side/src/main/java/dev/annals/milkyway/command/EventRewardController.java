package dev.annals.milkyway.command;

import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.security.Caller;
import dev.annals.reward.Claims;
import dev.annals.reward.Claims.OnceOnly;
import dev.annals.reward.Claims.Outcome;
import dev.annals.reward.Claims.Outcome.Granted;
import dev.annals.reward.Claims.Outcome.Refused;
import dev.annals.reward.Claims.Wish;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardCommand.AddItem;
import dev.annals.reward.RewardCommand.DefineItem;
import dev.annals.reward.RewardCommand.DefineReward;
import dev.annals.reward.RewardDefinition;
import dev.annals.reward.RewardItem;
import dev.annals.reward.RewardRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes rewards of items, and claims them, as Milkyway's clients do. */
@RestController
@RequestMapping("/event")
class EventRewardController {

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "MilkywayItemWish")
    record ItemWish(@NotBlank String item, @NotNull Long quantity) {}

    /** @param stock as much as is asked for where it is not said */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "MilkywayRewardWish")
    record RewardWish(
            @NotBlank String title,
            @Nullable String description,
            @JsonProperty("rewardItemIds") @Nullable List<String> rewardItemIds,
            @Nullable Long stock) {}

    @Schema(name = "MilkywayItem")
    record Item(@Nullable ItemId id, String item, long quantity) {
        static Item of(RewardItem item) {
            return new Item(item.itemId(), item.item(), item.quantity());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "MilkywayReward")
    record Reward(
            RewardId id,
            String title,
            String description,
            @Nullable Long stock,
            List<Item> items) {
        static Reward of(RewardDefinition reward) {
            var items = reward.items().stream().map(Item::of).toList();
            return new Reward(reward.rewardId(), reward.title(), reward.description(), reward.stock(), items);
        }
    }

    @Schema(name = "MilkywayClaim")
    record Claim(
            @JsonProperty("eventId") String eventId,
            @JsonProperty("userId") UserId userId,
            @JsonProperty("finalClaimStatus") String finalClaimStatus,
            String message) {}

    private final CommandGateway commands;
    private final Campaigns campaigns;
    private final Claims claims;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    EventRewardController(CommandGateway commands, Campaigns campaigns, Claims claims) {
        this.commands = commands;
        this.campaigns = campaigns;
        this.claims = claims;
    }

    @PostMapping("/reward/item")
    @ResponseStatus(CREATED)
    Item item(@Valid @RequestBody ItemWish body) {
        return Item.of(commands.sendAndWait(new DefineItem(new ItemId(ids.generate()), body.item(), body.quantity())));
    }

    @PostMapping("/reward")
    @ResponseStatus(CREATED)
    Reward reward(@Valid @RequestBody RewardWish body) {
        var items = body.rewardItemIds() == null
                ? List.<ItemId>of()
                : body.rewardItemIds().stream()
                        .map(EventRewardController::itemId)
                        .toList();
        return Reward.of(commands.sendAndWait(new DefineReward(
                new RewardId(ids.generate()),
                body.title(),
                body.description(),
                items,
                List.of(),
                body.stock(),
                1,
                Delivery.MANUAL)));
    }

    /** A second link is refused. */
    @PostMapping("/reward/{rewardId}/item/{itemId}")
    @ResponseStatus(CREATED)
    Reward addItem(@PathVariable String rewardId, @PathVariable String itemId) {
        return Reward.of(commands.sendAndWait(new AddItem(rewardId(rewardId), itemId(itemId))));
    }

    /** Every reward of the event; a failure is none of them granted, and says why the first one was not. */
    @PostMapping("/{eventId}/claim-reward")
    @ResponseStatus(CREATED)
    Claim claim(
            @PathVariable String eventId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        var campaign = campaigns
                .standingOf(Ids.campaign(eventId))
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
        if (campaign.rewards().isEmpty()) throw new CommandRefused(RewardRefusal.REWARD_NOT_ATTACHED);
        Refused first = null;
        var granted = 0;
        for (var reward : campaign.rewards()) {
            var once = key == null ? null : new OnceOnly("POST /event/{eventId}/claim-reward#" + reward, key);
            Outcome outcome = claims.claim(new Wish(campaign.campaignId(), reward, caller.userId(), once));
            switch (outcome) {
                case Granted given -> granted++;
                case Refused refused -> first = first == null ? refused : first;
            }
        }
        if (granted == 0 && first != null) throw new CommandRefused(first.refusal());
        return new Claim(eventId, caller.userId(), "SUCCESS", "Reward claimed.");
    }

    private static RewardId rewardId(String text) {
        try {
            return RewardId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(RewardRefusal.REWARD_NOT_FOUND);
        }
    }

    private static ItemId itemId(String text) {
        try {
            return ItemId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(RewardRefusal.ITEM_NOT_FOUND);
        }
    }
}
