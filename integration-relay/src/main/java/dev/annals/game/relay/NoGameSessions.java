package dev.annals.game.relay;

import dev.annals.game.GameSessions;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.Optional;

/** Where there is no game server nobody gets a session. */
final class NoGameSessions implements GameSessions {

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public Optional<GameSession> open(UserId userId, Personal username) {
        return Optional.empty();
    }
}
