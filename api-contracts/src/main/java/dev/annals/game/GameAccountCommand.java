package dev.annals.game;

import dev.annals.shared.UserId;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Writes down what the game server has done. Only the platform itself sends these. Doing it again changes nothing. */
public sealed interface GameAccountCommand {

    UserId userId();

    /** The stream of this account. */
    @TargetAggregateIdentifier
    default String gameAccountId() {
        return "game-account:" + userId();
    }

    /** Refused where the user is gone: then the account must go as well. */
    record LinkGameAccount(UserId userId, UUID gameUserId, String username) implements GameAccountCommand {}

    record RenameGameAccount(UserId userId, String username) implements GameAccountCommand {}

    record BanGameAccount(UserId userId) implements GameAccountCommand {}

    record UnbanGameAccount(UserId userId) implements GameAccountCommand {}

    record DeleteGameAccount(UserId userId) implements GameAccountCommand {}
}
