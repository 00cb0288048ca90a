package dev.annals.foundation.store;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** An event store that can be told of commits it has not made itself. */
final class PokeableEventStore extends EmbeddedEventStore {

    PokeableEventStore(Builder builder) {
        super(builder);
    }

    /** Looks for new events now instead of after the fetch delay. */
    void poke() {
        afterCommit(List.of());
    }
}
