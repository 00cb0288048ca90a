package dev.annals.invitation;

import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about invitations. */
public sealed interface InvitationQuery {

    /** Answers with an {@link InviteCode}, if there is one. */
    record InviteCodeOf(UserId userId) implements InvitationQuery {}

    /** Whom somebody invited, the newest first. Answers with a {@code Page} of {@link InvitationView}. */
    record InvitationsBy(
            UserId inviter, int limit, @Nullable String cursor) implements InvitationQuery {}
}
