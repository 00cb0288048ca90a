package dev.annals.session.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.user.UserEvent.UserDeleted;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A deleted user is signed out everywhere, in the transaction of the deletion. */
@Component
@SameTransaction
@ProcessingGroup("when-user-deleted-then-end-sessions")
class WhenUserDeletedThenEndSessions {

    private final CommandGateway commands;

    WhenUserDeletedThenEndSessions(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void react(UserDeleted deleted) {
        commands.sendAndWait(new EndAllSessions(deleted.userId(), null, EndCause.USER_DELETED));
    }
}
