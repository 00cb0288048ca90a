package dev.annals.verification.query;

import dev.annals.foundation.store.EventMetadata;
import dev.annals.shared.Personal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log has it.
 *
 * @param aggregateId absent for an event that no aggregate published
 * @param event what happened, as its class
 */
record Logged(
        long index,
        String eventId,
        @Nullable String aggregateId,
        String type,
        @Nullable String revision,
        Instant at,
        Object event,
        Map<String, ?> metadata) {

    @Nullable
    String says(String key) {
        var value = metadata.get(key);
        return value == null ? null : value.toString();
    }

    String actor() {
        var actor = says(EventMetadata.ACTOR);
        return actor == null ? "anonymous" : actor;
    }

    @Nullable
    Personal address() {
        var address = says(EventMetadata.ADDRESS);
        return address == null ? null : Personal.parse(address);
    }
}
