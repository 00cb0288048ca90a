package dev.annals.game.relay;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.web.RequestContext;
import dev.annals.game.GameAccountCommand;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written down here of accounts over there. */
final class GameAccounts {

    /** An account as the game server has last confirmed it. */
    record Linked(UUID gameUserId, Personal username, boolean banned) {}

    private static final Actor GAME = new Actor.System("game");

    private final JdbcClient jdbc;
    private final CommandGateway commands;
    private final PersonalData personal;

    GameAccounts(JdbcClient jdbc, CommandGateway commands, PersonalData personal) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.personal = personal;
    }

    Optional<Linked> of(UserId userId) {
        return jdbc.sql("SELECT game_user_id, username, banned FROM game_account WHERE user_id = ?")
                .param(userId.value())
                .query(GameAccounts::read)
                .optional();
    }

    private static Linked read(ResultSet row, int number) throws SQLException {
        return new Linked(row.getObject(1, UUID.class), Personal.parse(row.getString(2)), row.getBoolean(3));
    }

    String open(Personal username) {
        return personal.open(username);
    }

    /** As the platform, in the request that led to it where there is one. */
    void record(GameAccountCommand command) {
        RequestContext.current().as(GAME).during(() -> commands.<Object>sendAndWait(command));
    }
}
