package dev.annals.game;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How things are with the game server, as the tables say it, so each process says the same.
 *
 * @param connected whether this process knows of one
 * @param pending for how many users something is to be done
 * @param failing for how many of them it was tried in vain
 * @param oldestSince since when the one who waits longest waits
 */
public record GameOverview(
        boolean connected,
        long linked,
        long pending,
        long failing,
        @Nullable Instant oldestSince,
        @Nullable UUID lastReconciliation) {}
