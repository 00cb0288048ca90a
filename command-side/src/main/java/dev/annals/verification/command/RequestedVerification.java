package dev.annals.verification.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.verification.VerificationRefusal.KEPT_HEAD_INVALID;
import static dev.annals.verification.VerificationRefusal.VERIFICATION_RUNNING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.foundation.evidence.KeptHead;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.verification.VerificationCommand.RequestVerification;
import dev.annals.verification.VerificationEvent;
import dev.annals.verification.VerificationEvent.VerificationRequested;
import dev.annals.verification.VerificationRuns;
import dev.annals.verification.VerificationSubject;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One wish to verify: the event says who wished it, the row hands it to the process that does it. */
@Aggregate(type = "verification")
final class RequestedVerification {

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init") // Filled by the event that the constructor applies.
    private String id;

    @CommandHandler
    RequestedVerification(RequestVerification command, Actor actor, Authority authority, VerificationRuns runs) {
        authority.require(actor, Permission.AUDIT_VERIFY);
        check(command.kept(), command.subject());
        refuseUnless(!runs.isUnderWay(command.subject()), VERIFICATION_RUNNING);
        runs.wish(command.operationId(), command.subject(), command.kept());
        apply(new VerificationRequested(command.operationId(), command.subject()));
    }

    private static void check(@Nullable String kept, VerificationSubject subject) {
        if (kept == null) return;
        refuseUnless(subject == VerificationSubject.CHAIN, KEPT_HEAD_INVALID);
        try {
            KeptHead.parse(kept);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(KEPT_HEAD_INVALID);
        }
    }

    @EventSourcingHandler
    void evolve(VerificationEvent event) {
        id = "operation:" + event.operationId();
    }

    /** For Axon, which replays the event that fills it. */
    @SuppressWarnings("NullAway.Init")
    private RequestedVerification() {}
}
