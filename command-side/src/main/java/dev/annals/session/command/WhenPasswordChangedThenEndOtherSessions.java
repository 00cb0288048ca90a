package dev.annals.session.command;

import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.shared.SessionId;
import dev.annals.user.UserEvent.PasswordChanged;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whoever knew the old password is out: all sessions end but the one in which it was changed. */
@Component
@SameTransaction
@ProcessingGroup("when-password-changed-then-end-other-sessions")
class WhenPasswordChangedThenEndOtherSessions {

    private final CommandGateway commands;

    WhenPasswordChangedThenEndOtherSessions(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void react(PasswordChanged changed, @MetaDataValue(EventMetadata.SESSION) @Nullable String session) {
        var except = session == null ? null : SessionId.of(session);
        commands.sendAndWait(new EndAllSessions(changed.userId(), except, EndCause.PASSWORD_CHANGED));
    }
}
