package dev.annals.role;

import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody was given a role, or lost it: by whom, why, when, in which request and with which event. */
public record RoleHistoryEntry(
        UserId userId,
        RoleName role,
        Change change,
        Actor by,
        @Nullable Personal reason,
        Instant at,
        @Nullable String requestId,
        String eventId,
        long position) {

    /** What happened. */
    public enum Change {
        GRANTED,
        REVOKED
    }
}
