package dev.annals.audit;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What an operator can wish of a projection. Each is an operation of its own and answers with its id. */
public sealed interface OperationCommand {

    UUID operationId();

    /** Mandatory for whoever is not the platform itself. */
    String reason();

    /** The stream of this operation. */
    @TargetAggregateIdentifier
    default String streamId() {
        return "operation:" + operationId();
    }

    /** Begins an operation. */
    sealed interface Wish extends OperationCommand {

        String projection();
    }

    /**
     * Fills the read table afresh beside the one that serves.
     *
     * @param acceptDifferences whether it takes over although it says something else
     */
    record RequestRebuild(UUID operationId, String projection, boolean acceptDifferences, String reason)
            implements Wish {}

    /** Applies the parked events of a row. */
    record RetryParked(UUID operationId, String projection, String rowKey, String reason) implements Wish {}

    /** Leaves the first parked event of a row out and applies the others. */
    record SkipParked(UUID operationId, String projection, String rowKey, String reason) implements Wish {}

    /** Ends a rebuild: what serves goes on serving, what was filled so far goes. */
    record CancelRebuild(UUID operationId, String reason) implements OperationCommand {}
}
