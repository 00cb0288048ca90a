package dev.annals.foundation.relay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a durable gave up on, by reference: what it said stands in the log, under the key of whom it is about.
 *
 * @param sequence of the message in its stream
 * @param position of the event in the log; absent where the message was none of ours
 * @param userId whom it is about
 * @param cause {@code MAX_DELIVERIES}, or {@code TERMINATED} by the subscriber
 * @param state {@code OPEN}, or {@code REDELIVERED}
 */
public record DeadLetter(
        UUID id,
        String durable,
        String stream,
        long sequence,
        @Nullable Long position,
        @Nullable UUID userId,
        String cause,
        int deliveries,
        Instant at,
        String state) {}
