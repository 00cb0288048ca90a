package dev.annals.reward.command;

import static dev.annals.shared.Permission.REWARDS_DEFINE;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.foundation.security.Authority;
import dev.annals.reward.ItemEvent;
import dev.annals.reward.ItemEvent.ItemDefined;
import dev.annals.reward.RewardCommand.DefineItem;
import dev.annals.reward.RewardItem;
import dev.annals.shared.Actor;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** An item of the catalogue. */
@Aggregate(type = "item")
final class Item {

    @AggregateIdentifier
    private String id;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    RewardItem decide(DefineItem command, Actor actor, Authority authority, Terms terms) {
        authority.require(actor, REWARDS_DEFINE);
        var item = Items.checked(new RewardItem(command.itemId(), command.item(), command.quantity()));
        terms.defineItem(item);
        apply(new ItemDefined(command.itemId(), item.item(), item.quantity()));
        return item;
    }

    @EventSourcingHandler
    void evolve(ItemEvent event) {
        id = "item:" + event.itemId();
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Item() {}
}
