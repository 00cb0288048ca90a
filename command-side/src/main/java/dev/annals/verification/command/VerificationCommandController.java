package dev.annals.verification.command;

import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.annals.verification.VerificationCommand.RequestVerification;
import dev.annals.verification.VerificationSubject;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has something verified. It is accepted here, and carried out by whichever process comes first. */
@RestController
@RequestMapping("/api/v1/verifications")
class VerificationCommandController {

    record Verify(VerificationSubject subject, @Nullable String kept) {}

    /** Under which id to ask what was found. */
    record Wished(UUID operationId) {}

    private final CommandGateway commands;

    VerificationCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping
    @ResponseStatus(ACCEPTED)
    Wished verify(@RequestBody Verify body) {
        var wish = new RequestVerification(UUID.randomUUID(), body.subject(), body.kept());
        commands.sendAndWait(wish);
        return new Wished(wish.operationId());
    }
}
