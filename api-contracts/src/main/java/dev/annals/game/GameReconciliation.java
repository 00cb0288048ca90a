package dev.annals.game;

import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of accounts over there with how they ought to be, and what it has found.
 *
 * @param state {@code REQUESTED}, {@code RUNNING}, {@code DONE} or {@code FAILED}
 * @param checked how many accounts were looked at
 * @param found how many were not as they ought to be
 * @param drifts the first thousand of them
 */
public record GameReconciliation(
        UUID operationId,
        boolean repair,
        String state,
        @Nullable String process,
        long checked,
        long found,
        @Nullable String detail,
        Instant requestedAt,
        @Nullable Instant endedAt,
        List<Drift> drifts) {

    /** An account that was not as it ought to be. */
    public record Drift(UserId userId, Kind kind, boolean repaired) {}

    /** How an account differs. Stored: never renamed. */
    public enum Kind {
        MISSING,
        WRONG_NAME,
        WRONG_BAN,
        FOREIGN,
        LEFT_BEHIND
    }
}
