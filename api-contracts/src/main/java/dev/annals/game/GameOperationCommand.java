package dev.annals.game;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What an operator can wish of the game server. */
public sealed interface GameOperationCommand {

    UUID operationId();

    /** The stream of this operation. */
    @TargetAggregateIdentifier
    default String streamId() {
        return "operation:" + operationId();
    }

    /**
     * Compares every account over there with how it ought to be.
     *
     * @param repair whether what is found is mended
     * @param reason mandatory for whoever is not the platform itself
     */
    record RequestGameReconciliation(UUID operationId, boolean repair, String reason) implements GameOperationCommand {}
}
