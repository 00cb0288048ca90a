package dev.annals.session.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.EndCause;
import dev.annals.user.UserEvent.UserBlocked;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A blocked user is signed out everywhere, in the transaction of the block. */
@Component
@SameTransaction
@ProcessingGroup("when-user-blocked-then-end-sessions")
class WhenUserBlockedThenEndSessions {

    private final SessionEnder ender;

    WhenUserBlockedThenEndSessions(SessionEnder ender) {
        this.ender = ender;
    }

    @EventHandler
    void react(UserBlocked blocked) {
        ender.endAll(blocked.userId(), null, EndCause.USER_BLOCKED);
    }
}
