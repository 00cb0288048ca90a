package dev.annals.role.command;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.SameTransaction;
import dev.annals.shared.Actor;
import dev.annals.user.UserEvent.UserRegistered;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Everybody holds USER from the moment he is registered: both or neither. */
@Component
@ProcessingGroup("when-user-registered-then-grant-user-role")
@SameTransaction
class WhenUserRegisteredThenGrantUserRole {

    private static final Actor REGISTRATION = new Actor.System("registration");

    private final CommandGateway commands;

    WhenUserRegisteredThenGrantUserRole(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void react(UserRegistered event) {
        commands.sendAndWait(asCommandMessage(new GrantUserRole(event.userId()))
                .andMetaData(Map.of(EventMetadata.ACTOR, REGISTRATION.text())));
    }
}
