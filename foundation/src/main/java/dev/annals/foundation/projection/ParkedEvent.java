package dev.annals.foundation.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not apply, or that waits for an earlier one of its row.
 *
 * @param eventType its stored type
 * @param cause the class of what went wrong; absent where it only waits
 */
public record ParkedEvent(
        String rowKey,
        long position,
        String eventType,
        @Nullable String cause,
        Instant parkedAt) {}
