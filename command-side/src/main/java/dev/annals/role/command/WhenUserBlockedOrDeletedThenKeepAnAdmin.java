package dev.annals.role.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.shared.Actor;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserRestored;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Who is blocked or deleted may nothing more, unless he is the last active ADMIN: then the refusal undoes the block or
 * the deletion, whose transaction this is. A deletion that a restore repeats was right when it was decided; where it
 * leaves no ADMIN, the start makes another first one.
 */
@Component
@ProcessingGroup("when-user-blocked-or-deleted-then-keep-an-admin")
@SameTransaction
class WhenUserBlockedOrDeletedThenKeepAnAdmin {

    private final Holdings holdings;

    WhenUserBlockedOrDeletedThenKeepAnAdmin(Holdings holdings) {
        this.holdings = holdings;
    }

    @EventHandler
    void react(UserBlocked event) {
        holdings.suspend(event.userId());
    }

    @EventHandler
    void react(UserDeleted event, Actor by) {
        if (by.equals(Actor.RESTORE)) holdings.suspendEvenTheLast(event.userId());
        else holdings.suspend(event.userId());
    }

    @EventHandler
    void react(UserRestored event) {
        holdings.resume(event.userId());
    }
}
