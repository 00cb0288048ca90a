package dev.annals.foundation.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A counter, as simple as an aggregate can be, in whose events the tests of the store are told. */
final class Counting {

    record Open(@TargetAggregateIdentifier String id) {}

    record Add(@TargetAggregateIdentifier String id, int amount) {}

    record AddAndFail(@TargetAggregateIdentifier String id, int amount) {}

    record Take(@TargetAggregateIdentifier String id, int amount) {}

    record Look(@TargetAggregateIdentifier String id) {}

    record Forward(@TargetAggregateIdentifier String id, String other) {}

    @Revision("1")
    record Opened(String id, String by) {}

    @Revision("1")
    record Added(String id, int amount) {}

    @Revision("1")
    record Forwarded(String id, String other) {}

    private Counting() {}

    @Aggregate(cache = "aggregateCache")
    static class Counter {

        @AggregateIdentifier
        private String id;

        private int total;

        Counter() {}

        @CommandHandler
        Counter(Open command, Actor actor) {
            apply(new Opened(command.id(), actor.text()));
        }

        @CommandHandler
        int decide(Add command) {
            if (command.amount() > 0) apply(new Added(id, command.amount()));
            return total;
        }

        @CommandHandler
        void decide(AddAndFail command) {
            apply(new Added(id, command.amount()));
            throw new CommandRefused(SharedRefusal.INVALID_VALUE);
        }

        @CommandHandler
        void decide(Take command) {
            CommandRefused.refuseUnless(total >= command.amount(), SharedRefusal.INVALID_VALUE);
            apply(new Added(id, -command.amount()));
        }

        @CommandHandler
        int decide(Look command) {
            return total;
        }

        @CommandHandler
        void decide(Forward command) {
            apply(new Forwarded(id, command.other()));
        }

        @EventSourcingHandler
        void evolve(Opened event) {
            id = event.id();
        }

        @EventSourcingHandler
        void evolve(Added event) {
            total += event.amount();
        }
    }
}
