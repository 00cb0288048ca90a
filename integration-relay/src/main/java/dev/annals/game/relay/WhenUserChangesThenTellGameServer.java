package dev.annals.game.relay;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Reads the log and notes how each user ought to be over there, in the transaction that moves its place in the log. It
 * calls nobody: so whatever the game server does, and however often the log is read, nothing is told twice by it.
 */
@ProcessingGroup(WhenUserChangesThenTellGameServer.GROUP)
class WhenUserChangesThenTellGameServer {

    static final String GROUP = "when-user-changes-then-tell-game-server";

    private final GameWork work;
    private final DueWorker<UserId> worker;
    private final Duration settle;

    WhenUserChangesThenTellGameServer(GameWork work, DueWorker<UserId> worker, Duration settle) {
        this.work = work;
        this.worker = worker;
        this.settle = settle;
    }

    @EventHandler
    void react(UserRegistered event) {
        work.wanted(event.userId(), event.username(), settle);
    }

    @EventHandler
    void react(UsernameChanged event) {
        work.renamed(event.userId(), event.username());
        afterwards();
    }

    @EventHandler
    void react(UserBlocked event) {
        work.blocked(event.userId(), true);
        afterwards();
    }

    @EventHandler
    void react(UserRestored event) {
        work.blocked(event.userId(), false);
        afterwards();
    }

    /** Not at once: a sign-in of a moment ago may still be making his account. */
    @EventHandler
    void react(UserDeleted event) {
        work.gone(event.userId(), settle);
    }

    private void afterwards() {
        CurrentUnitOfWork.get().root().afterCommit(batch -> worker.wakeUp());
    }
}
