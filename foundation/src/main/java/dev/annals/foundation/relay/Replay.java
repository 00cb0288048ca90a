package dev.annals.foundation.relay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber is to be told again, or told first, and how far that is.
 *
 * @param durable whose it is; it comes as {@code user.replay.<durable>}
 * @param after the position in the log after which it starts
 * @param upTo the last position; absent for whatever has left by then
 * @param from only events from then on
 * @param to only events up to then
 * @param about only this user's
 * @param deadLetter what is delivered again, where it is that
 * @param process which process works or has worked on it
 * @param position how far the log has been read for it
 * @param head how far it will be read; absent while nobody has begun
 * @param sent messages so far
 * @param detail what was found, in a sentence
 */
public record Replay(
        UUID operationId,
        Kind kind,
        String durable,
        long after,
        @Nullable Long upTo,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID about,
        @Nullable UUID deadLetter,
        State state,
        @Nullable String process,
        long position,
        @Nullable Long head,
        long sent,
        @Nullable String detail) {

    /** What is wished. */
    public enum Kind {
        /** What has left, once more. */
        RANGE,
        /** Where everybody is now, and a durable that goes on from there. */
        SNAPSHOT,
        /** A dead letter. */
        REDELIVERY
    }

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** A wish that nobody has seen yet. */
    public static Replay wish(
            UUID operationId,
            Kind kind,
            String durable,
            long after,
            @Nullable Long upTo,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID about,
            @Nullable UUID deadLetter) {
        return new Replay(
                operationId,
                kind,
                durable,
                after,
                upTo,
                from,
                to,
                about,
                deadLetter,
                State.REQUESTED,
                null,
                after,
                null,
                0,
                null);
    }
}
