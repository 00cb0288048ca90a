package dev.annals.session;

import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of sessions. Signing in and refreshing go through {@link SignIns}. */
public sealed interface SessionCommand {

    /** @param seenEpoch the access epoch under which the password was checked; another one now refuses */
    record StartSession(
            @TargetAggregateIdentifier SessionId sessionId,
            UserId userId,
            SignInMethod method,
            TokenProfile profile,
            @Nullable String device,
            long seenEpoch)
            implements SessionCommand {}

    /**
     * @param userId whose session it is
     * @param presented the number of the refresh token that was presented, its proof already checked
     */
    record RefreshSession(@TargetAggregateIdentifier SessionId sessionId, UserId userId, int presented)
            implements SessionCommand {}

    /** Ends a session; ending an ended one is no error. */
    record EndSession(@TargetAggregateIdentifier SessionId sessionId, EndCause cause) implements SessionCommand {}

    /** Ends all open sessions of a user. @param except one that stays open */
    record EndAllSessions(UserId userId, @Nullable SessionId except, EndCause cause) implements SessionCommand {}

    /** Leaves a bounded trace of a wrong password. */
    record RecordFailedSignIn(UserId userId) implements SessionCommand {}
}
