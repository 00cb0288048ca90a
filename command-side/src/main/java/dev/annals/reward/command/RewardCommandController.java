package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.INVALID_ITEM;
import static dev.annals.reward.RewardRefusal.ITEM_NOT_FOUND;
import static java.util.Objects.requireNonNullElse;
import static org.springframework.http.ResponseEntity.created;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.campaign.RewardId;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardCommand.AddItem;
import dev.annals.reward.RewardCommand.DefineItem;
import dev.annals.reward.RewardCommand.DefineReward;
import dev.annals.reward.RewardCommand.RestockReward;
import dev.annals.reward.RewardCommand.RetireReward;
import dev.annals.reward.RewardDefinition;
import dev.annals.reward.RewardItem;
import dev.annals.reward.RewardRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.net.URI;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The canonical routes by which rewards are defined, put together and stocked. */
@RestController
@RequestMapping("/api/v1")
class RewardCommandController {

    record NamedItem(@Nullable String item, @Nullable Long quantity) {

        RewardItem with(@Nullable ItemId itemId) {
            return new RewardItem(itemId, requireNonNullElse(item, ""), requireNonNullElse(quantity, 0L));
        }
    }

    record Definition(
            @Nullable String title,
            @Nullable String description,
            @Nullable List<@Nullable ItemId> itemIds,
            @Nullable List<@Nullable NamedItem> items,
            @Nullable Long stock,
            @Nullable Integer perUserLimit,
            @Nullable Delivery delivery) {}

    record Added(@Nullable ItemId itemId) {}

    record Restock(@Nullable Long quantity) {}

    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final CommandGateway commands;

    RewardCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    RewardItem defineItem(@RequestBody NamedItem body) {
        var itemId = new ItemId(ids.generate());
        var item = body.with(itemId);
        return commands.sendAndWait(new DefineItem(itemId, item.item(), item.quantity()));
    }

    @PostMapping("/rewards")
    ResponseEntity<RewardDefinition> defineReward(@RequestBody Definition body) {
        var rewardId = new RewardId(ids.generate());
        RewardDefinition defined = commands.sendAndWait(new DefineReward(
                rewardId,
                body.title(),
                body.description(),
                said(body.itemIds(), ITEM_NOT_FOUND),
                said(body.items(), INVALID_ITEM).stream()
                        .map(item -> item.with(null))
                        .toList(),
                body.stock(),
                requireNonNullElse(body.perUserLimit(), 1),
                requireNonNullElse(body.delivery(), Delivery.MANUAL)));
        return created(URI.create("/api/v1/rewards/" + rewardId)).body(defined);
    }

    @PostMapping("/rewards/{id}/items")
    RewardDefinition addItem(@PathVariable RewardId id, @RequestBody Added body) {
        if (body.itemId() == null) throw new CommandRefused(SharedRefusal.INVALID_VALUE, "Say the item_id.");
        return commands.sendAndWait(new AddItem(id, body.itemId()));
    }

    /** A negative quantity takes some out. */
    @PostMapping("/rewards/{id}/restock")
    RewardDefinition restock(@PathVariable RewardId id, @RequestBody Restock body) {
        return commands.sendAndWait(new RestockReward(id, requireNonNullElse(body.quantity(), 0L)));
    }

    /** JSON may have null between the others. */
    private static <T> List<T> said(@Nullable List<@Nullable T> values, RewardRefusal otherwise) {
        if (values == null) return List.of();
        return values.stream()
                .map(value -> {
                    if (value == null) throw new CommandRefused(otherwise);
                    return value;
                })
                .toList();
    }

    @PostMapping("/rewards/{id}/retire")
    RewardDefinition retireReward(@PathVariable RewardId id) {
        return commands.sendAndWait(new RetireReward(id));
    }
}
