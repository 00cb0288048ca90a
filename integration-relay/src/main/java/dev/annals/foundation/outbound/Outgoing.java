package dev.annals.foundation.outbound;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Which events leave and as what: the context's part of the relay. */
public interface Outgoing {

    /** The subjects under which messages leave, as a stream binds them. */
    String subjects();

    /** Whether events of that type are of any interest; asked before one is deserialized. */
    boolean concerns(Class<?> eventType);

    /** All types for which that is so. */
    List<Class<?>> types();

    /** Called with all that is translated together next: a chance to get what is needed at once. */
    void prepare(List<? extends TrackedEventMessage<?>> events);

    /**
     * The message of an event; empty where it stays.
     *
     * @param bare he is to be forgotten: only the last word about him leaves, and it does not tell who he was
     */
    Optional<OutboundMessage> message(TrackedEventMessage<?> event, boolean bare);

    /** The message that tells somebody for the first time where he is; empty where nobody is to be told of him any more. */
    Optional<OutboundMessage> introduction(TrackedEventMessage<?> event);

    /** Whether it is the last word about somebody, right after which he may be forgotten. */
    default boolean isLast(TrackedEventMessage<?> event) {
        return false;
    }

    /** Of whom nothing shall be left outside from this event on; empty for almost all events. */
    Optional<UUID> forgets(TrackedEventMessage<?> event);
}
