package dev.annals.foundation.projection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wishes of a projection, and what became of it.
 *
 * @param rowKey the row, where one is meant
 * @param state {@code REQUESTED}, {@code RUNNING}, {@code DONE}, {@code FAILED} or {@code CANCELLED}
 * @param process which process works or has worked on it
 * @param detail what was found, in a sentence
 * @param progress of a rebuild that has begun
 */
public record Operation(
        UUID operationId,
        String projection,
        Kind kind,
        @Nullable String rowKey,
        boolean acceptDifferences,
        State state,
        @Nullable String process,
        @Nullable String detail,
        @Nullable RebuildProgress progress) {

    /** What is wished. */
    public enum Kind {
        REBUILD,
        RETRY,
        SKIP
    }

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** Whether nobody works on it any more. */
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /** A wish that nobody has seen yet. */
    public static Operation wish(
            UUID operationId, String projection, Kind kind, @Nullable String rowKey, boolean acceptDifferences) {
        return new Operation(
                operationId, projection, kind, rowKey, acceptDifferences, State.REQUESTED, null, null, null);
    }
}
