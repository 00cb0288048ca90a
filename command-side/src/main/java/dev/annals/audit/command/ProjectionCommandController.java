package dev.annals.audit.command;

import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.annals.audit.OperationCommand;
import dev.annals.audit.OperationCommand.CancelRebuild;
import dev.annals.audit.OperationCommand.RequestRebuild;
import dev.annals.audit.OperationCommand.RetryParked;
import dev.annals.audit.OperationCommand.SkipParked;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators do to projections. It is accepted here, and carried out by the process that owns the projection. */
@RestController
@RequestMapping("/api/v1/projections")
class ProjectionCommandController {

    record Why(@Nullable String reason) {}

    record Rebuild(@Nullable String reason, @Nullable Boolean acceptDifferences) {}

    /** Under which id to ask how far it is. */
    record Accepted(UUID operationId) {}

    private final CommandGateway commands;

    ProjectionCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/{name}/rebuild")
    @ResponseStatus(ACCEPTED)
    Accepted rebuild(@PathVariable String name, @RequestBody Rebuild body) {
        var accept = Boolean.TRUE.equals(body.acceptDifferences());
        return accepted(new RequestRebuild(UUID.randomUUID(), name, accept, text(body.reason())));
    }

    @PostMapping("/{name}/parked/{row_key}/retry")
    @ResponseStatus(ACCEPTED)
    Accepted retry(@PathVariable String name, @PathVariable("row_key") String rowKey, @RequestBody Why why) {
        return accepted(new RetryParked(UUID.randomUUID(), name, rowKey, text(why.reason())));
    }

    @PostMapping("/{name}/parked/{row_key}/skip")
    @ResponseStatus(ACCEPTED)
    Accepted skip(@PathVariable String name, @PathVariable("row_key") String rowKey, @RequestBody Why why) {
        return accepted(new SkipParked(UUID.randomUUID(), name, rowKey, text(why.reason())));
    }

    /** Ends a rebuild; one that has ended already stays as it is. */
    @PostMapping("/operations/{operation}/cancel")
    @ResponseStatus(ACCEPTED)
    Accepted cancelRebuild(@PathVariable UUID operation, @RequestBody Why why) {
        return accepted(new CancelRebuild(operation, text(why.reason())));
    }

    private Accepted accepted(OperationCommand command) {
        commands.sendAndWait(command);
        return new Accepted(command.operationId());
    }

    private static String text(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
