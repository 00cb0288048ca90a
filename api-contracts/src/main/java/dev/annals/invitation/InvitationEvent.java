package dev.annals.invitation;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;

/** Everything that can have happened to invitations. Stored for ever, shapes frozen. */
public sealed interface InvitationEvent {

    UserId userId();

    /** @param userId whose code it is; any code that he had before is void */
    @Revision("1")
    record InvitationIssued(UserId userId, Personal code) implements InvitationEvent {}

    /** @param userId who was invited */
    @Revision("1")
    record InvitationAccepted(UserId userId, UserId inviter) implements InvitationEvent {}

    /**
     * Whoever was invited has come back often enough: from here on the invitation counts.
     *
     * @param userId who was invited
     * @param day the UTC day that made it so
     * @param signIn the id of the event that made it so
     */
    @Revision("1")
    record InvitationQualified(UserId userId, UserId inviter, LocalDate day, String signIn)
            implements InvitationEvent {}
}
