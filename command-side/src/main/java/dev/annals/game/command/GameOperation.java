package dev.annals.game.command;

import dev.annals.game.GameOperationCommand.RequestGameReconciliation;
import dev.annals.game.GameOperationEvent;
import dev.annals.game.GameOperationEvent.GameReconciliationRequested;
import dev.annals.shared.Actor;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** One wish of an operator: the event says who wished what and why, the control table hands it to who carries it out. */
@Aggregate(type = "game-operation")
final class GameOperation {

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init") // Filled by the event that the constructor applies.
    private String id;

    @CommandHandler
    GameOperation(RequestGameReconciliation command, Actor actor, GameOperating operating) {
        var reason = operating.require(command, actor);
        operating.wish(command);
        AggregateLifecycle.apply(new GameReconciliationRequested(command.operationId(), command.repair(), reason));
    }

    @EventSourcingHandler
    void evolve(GameOperationEvent event) {
        id = "operation:" + event.operationId();
    }

    /** For Axon, which replays the event that fills it. */
    private GameOperation() {}
}
