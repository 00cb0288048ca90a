package dev.annals.audit.command;

import static dev.annals.audit.ReplayRefusal.RANGE_MALFORMED;
import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.annals.audit.ReplayCommand;
import dev.annals.audit.ReplayCommand.CancelReplay;
import dev.annals.audit.ReplayCommand.RequestRedelivery;
import dev.annals.audit.ReplayCommand.RequestReplay;
import dev.annals.audit.ReplayCommand.RequestSnapshot;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators have told to single subscribers. It is accepted here, and carried out by the process that relays. */
@RestController
@RequestMapping("/api/v1/relay")
class RelayCommandController {

    /** Positions as {@code Annals-Position} gives them; what is absent does not narrow. */
    record Range(
            @Nullable String durable,
            @Nullable String afterPosition,
            @Nullable String upToPosition,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID userId,
            @Nullable String reason) {}

    record Snapshot(@Nullable String durable, @Nullable String reason) {}

    record Cause(@Nullable String reason) {}

    /** Under which id to ask how far it is. */
    record Begun(UUID operationId) {}

    private final CommandGateway commands;
    private final Positions positions;

    RelayCommandController(CommandGateway commands, Positions positions) {
        this.commands = commands;
        this.positions = positions;
    }

    @PostMapping("/replays")
    @ResponseStatus(ACCEPTED)
    Begun replay(@RequestBody Range body) {
        var after = index(body.afterPosition());
        var about = body.userId();
        return begun(new RequestReplay(
                UUID.randomUUID(),
                text(body.durable()),
                after == null ? 0 : after,
                index(body.upToPosition()),
                body.from(),
                body.to(),
                about == null ? null : new UserId(about),
                text(body.reason())));
    }

    @PostMapping("/snapshots")
    @ResponseStatus(ACCEPTED)
    Begun snapshot(@RequestBody Snapshot body) {
        return begun(new RequestSnapshot(UUID.randomUUID(), text(body.durable()), text(body.reason())));
    }

    @PostMapping("/dead-letters/{id}/redeliver")
    @ResponseStatus(ACCEPTED)
    Begun redeliver(@PathVariable UUID id, @RequestBody Cause why) {
        return begun(new RequestRedelivery(UUID.randomUUID(), id, text(why.reason())));
    }

    @PostMapping("/operations/{operation}/cancel")
    @ResponseStatus(ACCEPTED)
    Begun cancel(@PathVariable UUID operation, @RequestBody Cause why) {
        return begun(new CancelReplay(operation, text(why.reason())));
    }

    private Begun begun(ReplayCommand command) {
        commands.sendAndWait(command);
        return new Begun(command.operationId());
    }

    private @Nullable Long index(@Nullable String position) {
        if (position == null || position.isBlank()) return null;
        try {
            return positions.parse(position).index();
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(RANGE_MALFORMED);
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
