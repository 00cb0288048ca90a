package dev.annals.game;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom something is to be done at the game server.
 *
 * @param failure what kind of failure the last try met
 */
public record GameBacklogEntry(
        UserId userId,
        Instant since,
        Instant dueAt,
        int attempts,
        @Nullable String failure) {}
