package dev.annals.foundation.outbound;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * What is sent together.
 *
 * @param after where the log has been read to; absent for what is published again
 * @param again positions that are no longer missing once this is acknowledged
 * @param forgotten of whom nothing may be left outside, and since which position
 */
record Batch(
        List<OutboundMessage> messages, @Nullable TrackingToken after, List<Long> again, Map<UUID, Long> forgotten) {

    /** Nothing but a place in the log. */
    boolean isIdle() {
        return messages.isEmpty() && again.isEmpty() && forgotten.isEmpty();
    }
}
