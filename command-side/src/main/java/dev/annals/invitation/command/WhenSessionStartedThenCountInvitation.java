package dev.annals.invitation.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.SessionEvent.SessionStarted;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/**
 * Who was invited and comes back on another day makes the invitation count, in the transaction of his sign-in: the row of
 * his access is locked by then, so two sign-ins at once count one after the other.
 */
@Component
@SameTransaction
@ProcessingGroup("when-session-started-then-count-invitation")
class WhenSessionStartedThenCountInvitation {

    private final Inviting inviting;
    private final CommandGateway commands;

    WhenSessionStartedThenCountInvitation(Inviting inviting, CommandGateway commands) {
        this.inviting = inviting;
        this.commands = commands;
    }

    /** A session that only continues another one is no sign-in. */
    @EventHandler
    void react(SessionStarted started, @Timestamp Instant at, @MessageIdentifier String event) {
        if (started.continues() != null) return;
        inviting.counted(started.userId(), at)
                .ifPresent(day -> commands.sendAndWait(new QualifyInvitation(started.userId(), day, event)));
    }
}
