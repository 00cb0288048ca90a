package dev.annals.game;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.Optional;
import java.util.UUID;

/** Opens sessions at the game server for users who have just proved who they are. */
public interface GameSessions {

    /**
     * A session over there. It is handed out and kept nowhere.
     *
     * @param token a credential: never stored, never logged
     */
    record GameSession(UUID gameUserId, String token) {

        @Override
        public String toString() {
            return "GameSession[" + gameUserId + "]";
        }
    }

    /** Whether there is a game server. */
    boolean isConnected();

    /**
     * A fresh session, on an account that is made where there is none. Takes a bounded time and never fails: absent
     * where there is no game server, or it does not answer in time; then the account is linked later.
     */
    Optional<GameSession> open(UserId userId, Personal username);
}
