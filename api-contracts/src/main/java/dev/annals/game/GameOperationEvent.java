package dev.annals.game;

import dev.annals.shared.Personal;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What operators did about the game server. What became of it stands in the control table, not in the log. */
public sealed interface GameOperationEvent {

    UUID operationId();

    /** @param repair whether what is found is mended */
    @Revision("1")
    record GameReconciliationRequested(
            UUID operationId, boolean repair, @Nullable Personal reason) implements GameOperationEvent {}
}
