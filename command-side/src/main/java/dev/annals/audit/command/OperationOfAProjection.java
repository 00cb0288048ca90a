package dev.annals.audit.command;

import static dev.annals.audit.OperationRefusal.NOTHING_PARKED;
import static dev.annals.audit.OperationRefusal.NOT_A_REBUILD;
import static dev.annals.audit.OperationRefusal.REBUILD_RUNNING;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.audit.OperationCommand.CancelRebuild;
import dev.annals.audit.OperationCommand.RequestRebuild;
import dev.annals.audit.OperationCommand.RetryParked;
import dev.annals.audit.OperationCommand.SkipParked;
import dev.annals.audit.OperationEvent;
import dev.annals.audit.OperationEvent.ParkedRetryRequested;
import dev.annals.audit.OperationEvent.ParkedSkipRequested;
import dev.annals.audit.OperationEvent.RebuildCancelled;
import dev.annals.audit.OperationEvent.RebuildRequested;
import dev.annals.foundation.projection.Operation;
import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.shared.Actor;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One wish of an operator: the event says who wished what and why, the control table hands it to who carries it out. */
@Aggregate(type = "operation")
final class OperationOfAProjection {

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init") // Filled by the event that every constructor applies.
    private String id;

    private String projection = "";
    private boolean rebuild;

    @CommandHandler
    OperationOfAProjection(RequestRebuild command, Actor actor, Operating operating) {
        var reason = operating.require(command, actor);
        refuseUnless(!operating.projections().isRebuilding(command.projection()), REBUILD_RUNNING);
        operating
                .projections()
                .wish(Operation.wish(
                        command.operationId(), command.projection(), Kind.REBUILD, null, command.acceptDifferences()));
        apply(new RebuildRequested(command.operationId(), command.projection(), command.acceptDifferences(), reason));
    }

    @CommandHandler
    OperationOfAProjection(RetryParked command, Actor actor, Operating operating) {
        var reason = operating.require(command, actor);
        refuseUnless(operating.projections().isParked(command.projection(), command.rowKey()), NOTHING_PARKED);
        operating
                .projections()
                .wish(Operation.wish(command.operationId(), command.projection(), Kind.RETRY, command.rowKey(), false));
        apply(new ParkedRetryRequested(command.operationId(), command.projection(), command.rowKey(), reason));
    }

    @CommandHandler
    OperationOfAProjection(SkipParked command, Actor actor, Operating operating) {
        var reason = operating.require(command, actor);
        refuseUnless(operating.projections().isParked(command.projection(), command.rowKey()), NOTHING_PARKED);
        operating
                .projections()
                .wish(Operation.wish(command.operationId(), command.projection(), Kind.SKIP, command.rowKey(), false));
        apply(new ParkedSkipRequested(command.operationId(), command.projection(), command.rowKey(), reason));
    }

    /** Cancelling twice, or what has ended, is not an error. */
    @CommandHandler
    void decide(CancelRebuild command, Actor actor, Operating operating) {
        var reason = operating.require(command, actor);
        refuseUnless(rebuild, NOT_A_REBUILD);
        if (operating.projections().cancel(command.operationId()))
            apply(new RebuildCancelled(command.operationId(), projection, reason));
    }

    @EventSourcingHandler
    void evolve(OperationEvent event) {
        id = "operation:" + event.operationId();
        projection = event.projection();
        switch (event) {
            case RebuildRequested it -> rebuild = true;
            case ParkedRetryRequested it -> rebuild = false;
            case ParkedSkipRequested it -> rebuild = false;
            case RebuildCancelled it -> rebuild = true;
        }
    }

    /** For Axon, which replays the event that fills it. */
    private OperationOfAProjection() {}
}
