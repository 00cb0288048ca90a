package dev.annals.foundation.projection;

import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.LogToken;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from: its place in the log and what its metadata says.
 *
 * @param index its place in the log
 * @param at when it happened
 */
public record Origin(
        long index,
        String eventId,
        Instant at,
        Actor actor,
        @Nullable String requestId,
        @Nullable String causationId,
        @Nullable String sessionId,
        @Nullable Personal address) {

    /** Reads the origin of an event that comes from the log. */
    public static Origin of(EventMessage<?> event) {
        var metadata = event.getMetaData();
        var actor = text(metadata, EventMetadata.ACTOR);
        var address = text(metadata, EventMetadata.ADDRESS);
        return new Origin(
                indexOf(event),
                event.getIdentifier(),
                event.getTimestamp(),
                actor == null ? new Actor.Anonymous() : Actor.of(actor),
                text(metadata, EventMetadata.REQUEST_ID),
                text(metadata, EventMetadata.CAUSATION_ID),
                text(metadata, EventMetadata.SESSION),
                address == null ? null : Personal.parse(address));
    }

    private static long indexOf(EventMessage<?> event) {
        if (event instanceof TrackedEventMessage<?> tracked) return LogToken.positionOf(tracked.trackingToken());
        throw new IllegalArgumentException("Not from the log: " + event.getIdentifier());
    }

    private static @Nullable String text(MetaData metadata, String key) {
        var value = metadata.get(key);
        return value == null ? null : value.toString();
    }
}
