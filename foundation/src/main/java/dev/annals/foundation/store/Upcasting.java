package dev.annals.foundation.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Reads what an event says from its bytes, in whichever revision they were written. */
public final class Upcasting {

    private static final byte[] NO_METADATA = "{}".getBytes(UTF_8);

    private final Serializer serializer;
    private final EventUpcaster upcasters;

    /** By these upcasters, in their order. */
    public Upcasting(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** The event in today's shape. */
    public Object read(byte[] payload, String type, @Nullable String revision) {
        var stored =
                new StoredEvent(0, "event", "any", "stream", 0, type, revision, payload, NO_METADATA, Instant.EPOCH);
        return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(stored), serializer, upcasters)
                .asStream()
                .findFirst()
                .<Object>map(message -> message.getPayload())
                .orElseThrow(() -> new IllegalStateException("An upcaster leaves out " + type));
    }
}
