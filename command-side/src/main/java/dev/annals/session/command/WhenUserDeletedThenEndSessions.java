package dev.annals.session.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.session.EndCause;
import dev.annals.user.UserEvent.UserDeleted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A deleted user is signed out everywhere, in the transaction of the deletion. */
@Component
@SameTransaction
@ProcessingGroup("when-user-deleted-then-end-sessions")
class WhenUserDeletedThenEndSessions {

    private final SessionEnder ender;

    WhenUserDeletedThenEndSessions(SessionEnder ender) {
        this.ender = ender;
    }

    @EventHandler
    void react(UserDeleted deleted) {
        ender.endAll(deleted.userId(), null, EndCause.USER_DELETED);
    }
}
