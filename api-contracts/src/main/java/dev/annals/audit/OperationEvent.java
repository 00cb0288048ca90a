package dev.annals.audit;

import dev.annals.shared.Personal;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What operators did to projections. What became of it stands in the control table, not in the log. */
public sealed interface OperationEvent {

    UUID operationId();

    String projection();

    @Revision("1")
    record RebuildRequested(
            UUID operationId,
            String projection,
            boolean acceptDifferences,
            @Nullable Personal reason) implements OperationEvent {}

    @Revision("1")
    record ParkedRetryRequested(
            UUID operationId,
            String projection,
            String rowKey,
            @Nullable Personal reason) implements OperationEvent {}

    /** The first parked event of the row is left out of the read model for good. */
    @Revision("1")
    record ParkedSkipRequested(
            UUID operationId,
            String projection,
            String rowKey,
            @Nullable Personal reason) implements OperationEvent {}

    /** Before it had ended. */
    @Revision("1")
    record RebuildCancelled(
            UUID operationId, String projection, @Nullable Personal reason) implements OperationEvent {}
}
