package dev.annals.game;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * What has happened to a user's account at the game server, each after the game server said so. Stored for ever, shapes
 * frozen. A session is no event: sessions are minted when asked for and kept nowhere.
 */
public sealed interface GameAccountEvent {

    UserId userId();

    /**
     * From here on this is the user's account. A second one of a user means that the first was lost over there.
     *
     * @param gameUserId the game server's own id
     * @param username the name over there: the user's, with a suffix where somebody else had it
     */
    @Revision("1")
    record GameAccountLinked(UserId userId, UUID gameUserId, Personal username) implements GameAccountEvent {}

    @Revision("1")
    record GameAccountRenamed(UserId userId, Personal username) implements GameAccountEvent {}

    @Revision("1")
    record GameAccountBanned(UserId userId) implements GameAccountEvent {}

    @Revision("1")
    record GameAccountUnbanned(UserId userId) implements GameAccountEvent {}

    @Revision("1")
    record GameAccountDeleted(UserId userId) implements GameAccountEvent {}
}
