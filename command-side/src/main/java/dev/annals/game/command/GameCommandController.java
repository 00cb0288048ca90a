package dev.annals.game.command;

import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.annals.game.GameOperationCommand.RequestGameReconciliation;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators do about the game server. It is accepted here, and carried out by a process that relays. */
@RestController
@RequestMapping("/api/v1/game")
class GameCommandController {

    /** @param repair absent: what is found is told and left as it is */
    record Reconcile(@Nullable String reason, @Nullable Boolean repair) {}

    /** Under which id to ask how far it is. */
    record ReconciliationAccepted(UUID operationId) {}

    private final CommandGateway commands;

    GameCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/reconciliations")
    @ResponseStatus(ACCEPTED)
    ReconciliationAccepted reconcile(@RequestBody Reconcile body) {
        var id = UUID.randomUUID();
        var reason = body.reason() == null ? "" : body.reason();
        commands.sendAndWait(new RequestGameReconciliation(id, Boolean.TRUE.equals(body.repair()), reason));
        return new ReconciliationAccepted(id);
    }
}
