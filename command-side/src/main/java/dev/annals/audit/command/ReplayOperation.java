package dev.annals.audit.command;

import static dev.annals.audit.ReplayRefusal.DEAD_LETTER_FOREIGN;
import static dev.annals.audit.ReplayRefusal.DEAD_LETTER_NOT_FOUND;
import static dev.annals.audit.ReplayRefusal.RANGE_MALFORMED;
import static dev.annals.audit.ReplayRefusal.REPLAY_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.audit.ReplayCommand.CancelReplay;
import dev.annals.audit.ReplayCommand.RequestRedelivery;
import dev.annals.audit.ReplayCommand.RequestReplay;
import dev.annals.audit.ReplayCommand.RequestSnapshot;
import dev.annals.audit.ReplayEvent;
import dev.annals.audit.ReplayEvent.RedeliveryRequested;
import dev.annals.audit.ReplayEvent.ReplayCancelled;
import dev.annals.audit.ReplayEvent.ReplayRequested;
import dev.annals.audit.ReplayEvent.SnapshotRequested;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One wish of an operator about the relay: the event says who wished what and why, a row hands it to who carries it out. */
@Aggregate(type = "replay-operation")
final class ReplayOperation {

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init") // Filled by the event that every constructor applies.
    private String id;

    private boolean cancelled;

    @CommandHandler
    ReplayOperation(RequestReplay command, Actor actor, RelayOperating operating) {
        var reason = operating.require(command, actor);
        operating.requireFree(command.durable());
        var upTo = command.upTo();
        var from = command.from();
        var to = command.to();
        refuseUnless(command.after() >= 0 && (upTo == null || upTo >= command.after()), RANGE_MALFORMED);
        refuseUnless(from == null || to == null || !to.isBefore(from), RANGE_MALFORMED);
        var about = command.userId();
        operating
                .relay()
                .wish(Replay.wish(
                        command.operationId(),
                        Kind.RANGE,
                        command.durable(),
                        command.after(),
                        upTo,
                        from,
                        to,
                        about == null ? null : about.value(),
                        null));
        apply(new ReplayRequested(
                command.operationId(), command.durable(), command.after(), upTo, from, to, about, reason));
    }

    @CommandHandler
    ReplayOperation(RequestSnapshot command, Actor actor, RelayOperating operating) {
        var reason = operating.require(command, actor);
        operating.requireFree(command.durable());
        operating
                .relay()
                .wish(Replay.wish(
                        command.operationId(), Kind.SNAPSHOT, command.durable(), 0, null, null, null, null, null));
        apply(new SnapshotRequested(command.operationId(), command.durable(), reason));
    }

    @CommandHandler
    ReplayOperation(RequestRedelivery command, Actor actor, RelayOperating operating) {
        var reason = operating.require(command, actor);
        var letter = operating
                .relay()
                .deadLetter(command.deadLetter())
                .orElseThrow(() -> new CommandRefused(DEAD_LETTER_NOT_FOUND));
        var position = letter.position();
        if (position == null) throw new CommandRefused(DEAD_LETTER_FOREIGN);
        operating
                .relay()
                .wish(Replay.wish(
                        command.operationId(),
                        Kind.REDELIVERY,
                        letter.durable(),
                        position - 1,
                        position,
                        null,
                        null,
                        null,
                        letter.id()));
        apply(new RedeliveryRequested(command.operationId(), letter.id(), letter.durable(), reason));
    }

    /** Cancelling twice, or what has ended, is not an error. */
    @CommandHandler
    void decide(CancelReplay command, Actor actor, RelayOperating operating) {
        var reason = operating.require(command, actor);
        refuseUnless(operating.relay().find(command.operationId()).isPresent(), REPLAY_NOT_FOUND);
        operating.relay().cancel(command.operationId());
        if (!cancelled) apply(new ReplayCancelled(command.operationId(), reason));
    }

    @EventSourcingHandler
    void evolve(ReplayEvent event) {
        id = "operation:" + event.operationId();
        switch (event) {
            case ReplayRequested it -> cancelled = false;
            case SnapshotRequested it -> cancelled = false;
            case RedeliveryRequested it -> cancelled = false;
            case ReplayCancelled it -> cancelled = true;
        }
    }

    /** For Axon, which replays the event that fills it. */
    private ReplayOperation() {}
}
