package dev.annals.game.command;

import static dev.annals.game.GameRefusal.GAME_ACCOUNT_TAKEN;
import static dev.annals.game.GameRefusal.GAME_USER_GONE;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountEvent.GameAccountLinked;
import dev.annals.game.GameAccountEvent.GameAccountRenamed;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which account belongs to whom and how it is over there, in the transaction of the events. */
@Component
class GameLinks {

    private final JdbcClient jdbc;
    private final AccessState access;
    private final PersonalData personal;

    GameLinks(JdbcClient jdbc, AccessState access, PersonalData personal) {
        this.jdbc = jdbc;
        this.access = access;
        this.personal = personal;
    }

    /** Refuses under the user's lock: whoever deletes him either sees the account and deletes it, or is seen here. */
    GameAccountLinked link(LinkGameAccount command) {
        var user = command.userId().value();
        var row = access.lock(command.userId());
        refuseUnless(row != null && row.status() != Status.DELETED, GAME_USER_GONE);
        refuseUnless(ownersBeside(user, command.gameUserId()) == 0, GAME_ACCOUNT_TAKEN);
        var name = personal.seal(user, Purpose.USERNAME, command.username());
        forget(command.userId());
        jdbc.sql("INSERT INTO game_account (user_id, game_user_id, username, banned) VALUES (?, ?, ?, FALSE)")
                .params(user, command.gameUserId(), name.text())
                .update();
        return new GameAccountLinked(command.userId(), command.gameUserId(), name);
    }

    private long ownersBeside(UUID user, UUID gameUserId) {
        return jdbc.sql("SELECT count(*) FROM game_account WHERE game_user_id = ? AND user_id <> ?")
                .params(gameUserId, user)
                .query(Long.class)
                .single();
    }

    boolean isName(Personal username, String clear) {
        return personal.open(username).equals(clear);
    }

    GameAccountRenamed rename(RenameGameAccount command) {
        var name = personal.seal(command.userId().value(), Purpose.USERNAME, command.username());
        jdbc.sql("UPDATE game_account SET username = ? WHERE user_id = ?")
                .params(name.text(), command.userId().value())
                .update();
        return new GameAccountRenamed(command.userId(), name);
    }

    void ban(UserId userId, boolean banned) {
        jdbc.sql("UPDATE game_account SET banned = ? WHERE user_id = ?")
                .params(banned, userId.value())
                .update();
    }

    void forget(UserId userId) {
        jdbc.sql("DELETE FROM game_account WHERE user_id = ?")
                .param(userId.value())
                .update();
    }
}
