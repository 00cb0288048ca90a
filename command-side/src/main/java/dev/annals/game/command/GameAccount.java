package dev.annals.game.command;

import static dev.annals.game.GameRefusal.GAME_ACCOUNT_NOT_LINKED;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.game.GameAccountCommand.BanGameAccount;
import dev.annals.game.GameAccountCommand.DeleteGameAccount;
import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountCommand.UnbanGameAccount;
import dev.annals.game.GameAccountEvent;
import dev.annals.game.GameAccountEvent.GameAccountBanned;
import dev.annals.game.GameAccountEvent.GameAccountDeleted;
import dev.annals.game.GameAccountEvent.GameAccountLinked;
import dev.annals.game.GameAccountEvent.GameAccountRenamed;
import dev.annals.game.GameAccountEvent.GameAccountUnbanned;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One user's account at the game server, as far as the game server has confirmed it. */
@Aggregate(type = "game-account", cache = "aggregateCache")
final class GameAccount {

    @AggregateIdentifier
    private String id;

    private @Nullable UUID gameUserId;
    private @Nullable Personal username;
    private boolean banned;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LinkGameAccount command, Actor actor, GameLinks links) {
        requirePlatform(actor);
        if (command.gameUserId().equals(gameUserId)) return;
        apply(links.link(command));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RenameGameAccount command, Actor actor, GameLinks links) {
        requireLinked(actor);
        if (username != null && links.isName(username, command.username())) return;
        apply(links.rename(command));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(BanGameAccount command, Actor actor, GameLinks links) {
        requireLinked(actor);
        if (banned) return;
        links.ban(command.userId(), true);
        apply(new GameAccountBanned(command.userId()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(UnbanGameAccount command, Actor actor, GameLinks links) {
        requireLinked(actor);
        if (!banned) return;
        links.ban(command.userId(), false);
        apply(new GameAccountUnbanned(command.userId()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DeleteGameAccount command, Actor actor, GameLinks links) {
        requirePlatform(actor);
        if (gameUserId == null) return;
        links.forget(command.userId());
        apply(new GameAccountDeleted(command.userId()));
    }

    private void requireLinked(Actor actor) {
        requirePlatform(actor);
        refuseUnless(gameUserId != null, GAME_ACCOUNT_NOT_LINKED);
    }

    private static void requirePlatform(Actor actor) {
        refuseUnless(actor instanceof Actor.System, NOT_PERMITTED);
    }

    @EventSourcingHandler
    void evolve(GameAccountEvent event) {
        id = "game-account:" + event.userId();
        switch (event) {
            case GameAccountLinked linked -> {
                gameUserId = linked.gameUserId();
                username = linked.username();
                banned = false;
            }
            case GameAccountRenamed renamed -> username = renamed.username();
            case GameAccountBanned banned -> this.banned = true;
            case GameAccountUnbanned unbanned -> banned = false;
            case GameAccountDeleted deleted -> {
                gameUserId = null;
                username = null;
                banned = false;
            }
        }
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private GameAccount() {}
}
