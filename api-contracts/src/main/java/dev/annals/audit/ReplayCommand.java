package dev.annals.audit;

import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What an operator can wish of the relay. Each is an operation of its own and answers with its id. */
public sealed interface ReplayCommand {

    UUID operationId();

    /** Mandatory for whoever is not the platform itself. */
    String reason();

    /** The stream of this operation. */
    @TargetAggregateIdentifier
    default String streamId() {
        return "operation:" + operationId();
    }

    /**
     * Tells one subscriber again what has left.
     *
     * @param after the position after which it starts; 0 for the first event
     * @param upTo the last position; absent for whatever has left by then
     */
    record RequestReplay(
            UUID operationId,
            String durable,
            long after,
            @Nullable Long upTo,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UserId userId,
            String reason)
            implements ReplayCommand {}

    /** Tells a new subscriber where everybody is, and has its durable go on from there. */
    record RequestSnapshot(UUID operationId, String durable, String reason) implements ReplayCommand {}

    /** Delivers a dead letter once more. */
    record RequestRedelivery(UUID operationId, UUID deadLetter, String reason) implements ReplayCommand {}

    /** Ends one of the above before it has come to its end. */
    record CancelReplay(UUID operationId, String reason) implements ReplayCommand {}
}
