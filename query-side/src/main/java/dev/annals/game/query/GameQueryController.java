package dev.annals.game.query;

import static dev.annals.game.GameRefusal.RECONCILIATION_NOT_FOUND;
import static dev.annals.shared.Permission.GAME_OPERATE;

import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.game.GameBacklogEntry;
import dev.annals.game.GameOverview;
import dev.annals.game.GameReconciliation;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How things are with the game server. */
@RestController
@RequestMapping("/api/v1/game")
class GameQueryController {

    private final GameTables tables;
    private final Sight sight;

    GameQueryController(GameTables tables, Sight sight) {
        this.tables = tables;
        this.sight = sight;
    }

    @GetMapping
    GameOverview overview(Caller caller) {
        sight.require(caller, GAME_OPERATE);
        return tables.overview();
    }

    /** For whom something is to be done: the first thousand, those who wait longest first. */
    @GetMapping("/pending")
    Page<GameBacklogEntry> pending(Caller caller) {
        sight.require(caller, GAME_OPERATE);
        return new Page<>(tables.backlog(), null);
    }

    @GetMapping("/reconciliations/{operation}")
    GameReconciliation reconciliation(@PathVariable UUID operation, Caller caller) {
        sight.require(caller, GAME_OPERATE);
        return tables.reconciliation(operation).orElseThrow(() -> new CommandRefused(RECONCILIATION_NOT_FOUND));
    }
}
