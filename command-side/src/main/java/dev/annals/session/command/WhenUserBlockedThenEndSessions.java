package dev.annals.session.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.user.UserEvent.UserBlocked;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A blocked user is signed out everywhere, in the transaction of the block. */
@Component
@SameTransaction
@ProcessingGroup("when-user-blocked-then-end-sessions")
class WhenUserBlockedThenEndSessions {

    private final CommandGateway commands;

    WhenUserBlockedThenEndSessions(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void react(UserBlocked blocked) {
        commands.sendAndWait(new EndAllSessions(blocked.userId(), null, EndCause.USER_BLOCKED));
    }
}
