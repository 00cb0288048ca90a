package dev.annals.invitation.command;

import static dev.annals.invitation.InvitationRefusal.ALREADY_INVITED;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.invitation.InvitationCommand.AcceptInvitation;
import dev.annals.invitation.InvitationEvent;
import dev.annals.invitation.InvitationEvent.InvitationAccepted;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.invitation.InvitationView;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** By whom one user was invited: his stream can begin once only, so nobody has two inviters. */
@Aggregate(type = "invitation")
final class Invitation {

    @AggregateIdentifier
    private String id;

    private @Nullable UserId inviter;
    private Instant acceptedAt = Instant.MIN;
    private boolean qualified;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    InvitationView decide(AcceptInvitation command, Actor actor, Inviting inviting) {
        inviting.requireSelf(actor, command.userId());
        refuseUnless(inviter == null, ALREADY_INVITED);
        var by = inviting.inviterOf(command.userId(), command.code());
        apply(new InvitationAccepted(command.userId(), by));
        inviting.accepted(command.userId(), by, acceptedAt);
        return new InvitationView(command.userId(), by, acceptedAt, null);
    }

    @CommandHandler
    void decide(QualifyInvitation command, Inviting inviting) {
        if (qualified || inviter == null) return;
        inviting.qualified(command.userId());
        apply(new InvitationQualified(command.userId(), inviter, command.day(), command.signIn()));
    }

    @EventSourcingHandler
    void evolve(InvitationEvent event, @Timestamp Instant at) {
        id = "invitation:" + event.userId();
        switch (event) {
            case InvitationIssued other -> throw new IllegalStateException("A code was issued on " + id);
            case InvitationAccepted accepted -> {
                inviter = accepted.inviter();
                acceptedAt = at;
            }
            case InvitationQualified enough -> qualified = true;
        }
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Invitation() {}
}
