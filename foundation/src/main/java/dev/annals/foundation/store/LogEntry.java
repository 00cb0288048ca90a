package dev.annals.foundation.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log, opened.
 *
 * @param index its place in the log
 * @param streamId whose event it is, e.g. the id of an aggregate
 * @param number its place in that stream, from 0 on
 * @param type its logical name
 */
public record LogEntry(
        long index,
        String eventId,
        String streamId,
        long number,
        String type,
        Instant at,
        Object event,
        Map<String, ?> metadata) {

    /** What the metadata says under a key of {@link EventMetadata}. */
    public @Nullable String says(String key) {
        var value = metadata.get(key);
        return value == null ? null : value.toString();
    }
}
