package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.INVALID_REWARD;
import static dev.annals.reward.RewardRefusal.INVALID_STOCK;
import static dev.annals.reward.RewardRefusal.ITEM_ALREADY_ADDED;
import static dev.annals.reward.RewardRefusal.ITEM_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.NO_RECEIVER;
import static dev.annals.reward.RewardRefusal.REWARD_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.REWARD_RETIRED;
import static dev.annals.reward.RewardRefusal.STOCK_UNLIMITED;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.REWARDS_DEFINE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.campaign.RewardId;
import dev.annals.foundation.security.Authority;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardCommand.AddItem;
import dev.annals.reward.RewardCommand.DefineReward;
import dev.annals.reward.RewardCommand.RestockReward;
import dev.annals.reward.RewardCommand.RetireReward;
import dev.annals.reward.RewardDefinition;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.RewardItem;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Something to be won. What claims must know of it stands in {@link Terms} and {@link Stock}, so that they do not wait for
 * each other here. Every handler may meet one that is missing, so that it is refused in our own words; it is not cached,
 * because an answer that nothing changed must not be stale.
 */
@Aggregate(type = "reward")
final class Reward {

    @AggregateIdentifier
    private String id;

    private @Nullable RewardDefined defined;
    private List<RewardItem> items = List.of();
    private long stock;
    private boolean retired;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RewardDefinition decide(
            DefineReward command, Actor actor, Authority authority, Terms terms, Stock stock, RewardSettings settings) {
        authority.require(actor, REWARDS_DEFINE);
        refuseUnless(command.perUserLimit() >= 1 && command.perUserLimit() <= Items.MOST_PER_USER, INVALID_REWARD);
        refuseUnless(command.delivery() == Delivery.MANUAL || settings.hasReceiver(), NO_RECEIVER);
        var title = Items.title(command.title());
        var description = Items.description(command.description());
        var contents = contents(command, terms);
        var wanted = command.stock();
        if (wanted != null) Items.refuseUnlessStock(wanted);
        var shares = wanted == null ? List.<Long>of() : stock.open(command.rewardId(), wanted);
        terms.define(command.rewardId(), title, shares.size(), command.perUserLimit(), command.delivery(), contents);
        apply(new RewardDefined(
                command.rewardId(),
                title,
                description,
                contents,
                wanted != null,
                shares,
                command.perUserLimit(),
                command.delivery()));
        return definition();
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RewardDefinition decide(AddItem command, Actor actor, Authority authority, Terms terms) {
        var rewardId = requireDefined(actor, authority);
        var item = terms.item(command.itemId()).orElseThrow(() -> new CommandRefused(ITEM_NOT_FOUND));
        refuseUnless(items.stream().noneMatch(other -> command.itemId().equals(other.itemId())), ITEM_ALREADY_ADDED);
        refuseUnless(items.size() < Items.MOST, INVALID_REWARD);
        terms.addItem(rewardId, items.size(), item);
        var all = new ArrayList<>(items);
        all.add(item);
        apply(new RewardItemAdded(rewardId, all));
        return definition();
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RewardDefinition decide(RestockReward command, Actor actor, Authority authority, Terms terms, Stock stock) {
        var rewardId = requireDefined(actor, authority);
        refuseUnless(requireDefinition().limited(), STOCK_UNLIMITED);
        refuseUnless(command.quantity() != 0, INVALID_STOCK);
        Items.refuseUnlessStock(Math.abs(command.quantity()));
        Items.refuseUnlessStock(Math.max(0, this.stock + command.quantity()));
        terms.nextVersion(rewardId);
        var changes = command.quantity() > 0
                ? stock.add(rewardId, command.quantity())
                : stock.remove(rewardId, -command.quantity());
        apply(new RewardRestocked(rewardId, command.quantity(), this.stock + command.quantity(), changes));
        return definition();
    }

    /** Retiring twice is not an error: the second caller gets what he wanted. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RewardDefinition decide(RetireReward command, Actor actor, Authority authority, Terms terms, Stock stock) {
        authority.require(actor, REWARDS_DEFINE);
        var rewardId = requireDefinition().rewardId();
        if (!retired) {
            terms.retire(rewardId);
            var left = stock.empty(rewardId);
            apply(new RewardRetired(rewardId, left, this.stock - left));
        }
        return definition();
    }

    private RewardId requireDefined(Actor actor, Authority authority) {
        authority.require(actor, REWARDS_DEFINE);
        var rewardId = requireDefinition().rewardId();
        refuseUnless(!retired, REWARD_RETIRED);
        return rewardId;
    }

    private RewardDefined requireDefinition() {
        if (defined == null) throw new CommandRefused(REWARD_NOT_FOUND);
        return defined;
    }

    private static List<RewardItem> contents(DefineReward command, Terms terms) {
        var contents = new ArrayList<RewardItem>();
        for (ItemId itemId : new LinkedHashSet<>(command.itemIds()))
            contents.add(terms.item(itemId).orElseThrow(() -> new CommandRefused(ITEM_NOT_FOUND)));
        for (var item : command.items()) contents.add(Items.checked(item));
        refuseUnless(contents.size() <= Items.MOST, INVALID_REWARD);
        return contents;
    }

    @EventSourcingHandler
    void evolve(RewardEvent event) {
        id = "reward:" + event.rewardId();
        switch (event) {
            case RewardDefined definition -> {
                defined = definition;
                items = definition.items();
                stock = definition.stock().stream().mapToLong(Long::longValue).sum();
            }
            case RewardItemAdded added -> items = added.items();
            case RewardRestocked restocked -> stock = restocked.total();
            case RewardRetired retirement -> {
                stock = retirement.total();
                retired = true;
            }
        }
    }

    private RewardDefinition definition() {
        var definition = requireDefinition();
        return new RewardDefinition(
                definition.rewardId(),
                definition.title(),
                definition.description(),
                items,
                definition.limited() ? stock : null,
                definition.perUserLimit(),
                definition.delivery(),
                retired);
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Reward() {}
}
