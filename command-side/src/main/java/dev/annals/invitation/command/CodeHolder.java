package dev.annals.invitation.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.invitation.InvitationCommand.IssueInviteCode;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import dev.annals.invitation.InviteCode;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The invite codes of one user, of which the last one works. */
@Aggregate(type = "invite-code")
final class CodeHolder {

    @AggregateIdentifier
    private String id;

    private @Nullable Personal code;

    /** Whoever has a code and wants no other one gets it again. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    InviteCode decide(IssueInviteCode command, Actor actor, InviteCodeTable codes) {
        codes.requireSelf(actor, command.userId());
        if (code != null && !command.replace()) return new InviteCode(command.userId(), code);
        var fresh = codes.reserveFresh(command.userId());
        apply(new InvitationIssued(command.userId(), fresh));
        return new InviteCode(command.userId(), fresh);
    }

    @EventSourcingHandler
    void evolve(InvitationIssued issued) {
        id = "invite-code:" + issued.userId();
        code = issued.code();
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private CodeHolder() {}
}
