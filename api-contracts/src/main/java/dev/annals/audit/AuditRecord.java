package dev.annals.audit;

import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, as it was recorded.
 *
 * @param position its place in the log
 * @param userId whom it is about, if anybody
 * @param event what it says; personal values are opened when the answer is written
 */
public record AuditRecord(
        long position,
        String eventId,
        String type,
        @Nullable String revision,
        @Nullable String aggregateId,
        @Nullable UserId userId,
        Actor actor,
        @Nullable String requestId,
        @Nullable String causationId,
        @Nullable String sessionId,
        @Nullable Personal address,
        Instant at,
        Object event) {}
