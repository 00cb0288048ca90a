package bench;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** An aggregate with nothing to decide: what remains is the price of the store and of Axon. */
@Aggregate(type = "tally", cache = "aggregateCache")
final class Tally {

    record Open(@TargetAggregateIdentifier String id, String text) {}

    record Count(@TargetAggregateIdentifier String id, String text) {}

    record Opened(String id, String text) {}

    record Counted(String id, long count, String text) {}

    @AggregateIdentifier
    private String id;

    private long count;

    @CommandHandler
    Tally(Open command) {
        this();
        apply(new Opened(command.id(), command.text()));
    }

    @CommandHandler
    void decide(Count command) {
        apply(new Counted(id, count + 1, command.text()));
    }

    @EventSourcingHandler
    void evolve(Opened opened) {
        id = opened.id();
    }

    @EventSourcingHandler
    void evolve(Counted counted) {
        count = counted.count();
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Tally() {}
}
