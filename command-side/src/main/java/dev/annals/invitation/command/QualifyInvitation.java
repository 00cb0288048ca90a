package dev.annals.invitation.command;

import dev.annals.shared.UserId;
import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sent by the policy that counts days, by nobody else. */
record QualifyInvitation(UserId userId, LocalDate day, String signIn) {

    @TargetAggregateIdentifier
    String invitationId() {
        return "invitation:" + userId;
    }
}
