package dev.annals.invitation;

import dev.annals.shared.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of invitations. */
public sealed interface InvitationCommand {

    /**
     * Gives a user his invite code. Answers with an {@link InviteCode}.
     *
     * @param replace whether a code that he has already is made void and another one given
     */
    record IssueInviteCode(UserId userId, boolean replace) implements InvitationCommand {

        /** The stream of his codes: ids are unique across all kinds of aggregates. */
        @TargetAggregateIdentifier
        public String codesId() {
            return "invite-code:" + userId;
        }
    }

    /**
     * Says by whose code a user was invited; once and for ever. Answers with an {@link InvitationView}.
     *
     * @param userId who was invited
     */
    record AcceptInvitation(UserId userId, String code) implements InvitationCommand {

        /** The stream of the one invitation that this user can have. */
        @TargetAggregateIdentifier
        public String invitationId() {
            return "invitation:" + userId;
        }
    }
}
