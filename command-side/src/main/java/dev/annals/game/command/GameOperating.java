package dev.annals.game.command;

import static dev.annals.game.GameRefusal.GAME_NOT_CONNECTED;
import static dev.annals.game.GameRefusal.GAME_REASON_MISSING;
import static dev.annals.game.GameRefusal.RECONCILIATION_RUNNING;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.GAME_OPERATE;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.Authority;
import dev.annals.game.GameOperationCommand.RequestGameReconciliation;
import dev.annals.game.GameSessions;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may have the accounts compared, that he says why, and that it is not being done already. */
@Component
class GameOperating {

    private final Authority authority;
    private final PersonalData personalData;
    private final GameSessions games;
    private final JdbcClient jdbc;

    GameOperating(Authority authority, PersonalData personalData, GameSessions games, JdbcClient jdbc) {
        this.authority = authority;
        this.personalData = personalData;
        this.games = games;
        this.jdbc = jdbc;
    }

    /** Answers with the reason, sealed under the key of who gives it. */
    @Nullable
    Personal require(RequestGameReconciliation command, Actor actor) {
        if (!(actor instanceof Actor.System)) authority.require(actor, GAME_OPERATE);
        refuseUnless(games.isConnected(), GAME_NOT_CONNECTED);
        var reason = command.reason().strip();
        var isGiven = !reason.isEmpty() && reason.codePointCount(0, reason.length()) <= 500;
        refuseUnless(isGiven || (reason.isEmpty() && actor instanceof Actor.System), GAME_REASON_MISSING);
        return isGiven && actor instanceof Actor.User user
                ? personalData.seal(user.userId().value(), Purpose.REASON, reason)
                : null;
    }

    /** Writes the wish down in the current transaction; a process that relays picks it up. */
    void wish(RequestGameReconciliation command) {
        var running = jdbc.sql("SELECT count(*) FROM game_reconciliation WHERE state IN ('REQUESTED', 'RUNNING')")
                .query(Long.class)
                .single();
        refuseUnless(running == 0, RECONCILIATION_RUNNING);
        jdbc.sql("INSERT INTO game_reconciliation (operation_id, repair, state, checked, found, requested_at)"
                        + " VALUES (?, ?, 'REQUESTED', 0, 0, CURRENT_TIMESTAMP)")
                .params(command.operationId(), command.repair())
                .update();
    }
}
