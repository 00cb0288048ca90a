package dev.annals.audit;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What operators had told to one subscriber. What became of it stands in a table, not in the log. */
public sealed interface ReplayEvent {

    UUID operationId();

    @Revision("1")
    record ReplayRequested(
            UUID operationId,
            String durable,
            long after,
            @Nullable Long upTo,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UserId userId,
            @Nullable Personal reason)
            implements ReplayEvent {}

    @Revision("1")
    record SnapshotRequested(
            UUID operationId, String durable, @Nullable Personal reason) implements ReplayEvent {}

    @Revision("1")
    record RedeliveryRequested(
            UUID operationId,
            UUID deadLetter,
            String durable,
            @Nullable Personal reason) implements ReplayEvent {}

    @Revision("1")
    record ReplayCancelled(UUID operationId, @Nullable Personal reason) implements ReplayEvent {}
}
