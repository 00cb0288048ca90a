package dev.annals.verification.query;

import dev.annals.game.GameAccountEvent;
import dev.annals.game.GameAccountEvent.GameAccountBanned;
import dev.annals.game.GameAccountEvent.GameAccountDeleted;
import dev.annals.game.GameAccountEvent.GameAccountLinked;
import dev.annals.game.GameAccountEvent.GameAccountRenamed;
import dev.annals.game.GameAccountEvent.GameAccountUnbanned;
import java.util.List;

/** Accounts at the game server, as far as it has confirmed them. How they really are over there the reconciler asks. */
final class GameBook implements Book {

    private final Expected accounts = new Expected("game_account", "user_id");

    @Override
    public void read(Logged logged) {
        if (!(logged.event() instanceof GameAccountEvent event)) return;
        var userId = event.userId();
        switch (event) {
            case GameAccountLinked e ->
                accounts.put(userId)
                        .with("game_user_id", e.gameUserId())
                        .with("username", e.username())
                        .with("banned", false);
            case GameAccountRenamed e -> accounts.change(userId).with("username", e.username());
            case GameAccountBanned e -> accounts.change(userId).with("banned", true);
            case GameAccountUnbanned e -> accounts.change(userId).with("banned", false);
            case GameAccountDeleted e -> accounts.remove(userId);
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of();
    }

    @Override
    public List<Expected> writeSide() {
        return List.of(accounts);
    }
}
