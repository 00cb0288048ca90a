package dev.annals.invitation.command;

import static dev.annals.invitation.InvitationRefusal.INVITE_CODE_UNKNOWN;
import static org.springframework.http.HttpStatus.CREATED;

import dev.annals.foundation.security.Caller;
import dev.annals.invitation.InvitationCommand.AcceptInvitation;
import dev.annals.invitation.InvitationCommand.IssueInviteCode;
import dev.annals.invitation.InvitationView;
import dev.annals.invitation.InviteCode;
import dev.annals.shared.CommandRefused;
import io.swagger.v3.oas.annotations.media.Schema;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The canonical routes by which users invite and say who invited them. */
@RestController
@RequestMapping("/api/v1/invitations")
class InvitationCommandController {

    /** @param replace whether a code that there is already is made void */
    record InviteCodeWish(@Nullable Boolean replace) {}

    /** @param code as it was given, with or without hyphens, in any case */
    record Acceptance(
            @Schema(example = "7ZK4-M2QP-0H9X-TVBC") @Nullable
            String code) {}

    private final CommandGateway commands;

    InvitationCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/code")
    @ResponseStatus(CREATED)
    InviteCode issue(@RequestBody(required = false) @Nullable InviteCodeWish body, Caller caller) {
        var replace = body != null && Boolean.TRUE.equals(body.replace());
        return commands.sendAndWait(new IssueInviteCode(caller.userId(), replace));
    }

    @PostMapping("/accept")
    @ResponseStatus(CREATED)
    InvitationView accept(@RequestBody Acceptance body, Caller caller) {
        if (body.code() == null) throw new CommandRefused(INVITE_CODE_UNKNOWN);
        return commands.sendAndWait(new AcceptInvitation(caller.userId(), body.code()));
    }
}
