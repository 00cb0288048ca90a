package dev.annals.milkyway.command;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.milkyway.command.OneRole.ReplaceOneRole;
import dev.annals.milkyway.command.OneRole.Replaced;
import dev.annals.role.RoleName;
import dev.annals.role.RoleRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserRefusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives a user another role, as Milkyway's administrators do. */
@RestController
class MilkywayRoleController {

    /** @param reason stored with the change; the guide's clients give none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "MilkywayRoleChange")
    record RoleChange(
            @JsonProperty("userId") @NotBlank String userId,
            @JsonProperty("newRole") @NotBlank String newRole,
            @Nullable String reason) {}

    @Schema(name = "MilkywayChanged")
    record Changed(User user) {}

    @JsonInclude(ALWAYS)
    @Schema(name = "MilkywayUserOfRoleChange")
    record User(
            @Nullable Personal name,
            @Nullable Personal email,
            @JsonProperty("prevRole") RoleName prevRole,
            @JsonProperty("newRole") RoleName newRole) {}

    private final CommandGateway commands;
    private final Authority authority;

    MilkywayRoleController(CommandGateway commands, Authority authority) {
        this.commands = commands;
        this.authority = authority;
    }

    @PostMapping("/auth/user/role")
    @ResponseStatus(CREATED)
    Changed change(Caller caller, @Valid @RequestBody RoleChange body) {
        // Also decided by the command; here first, so that who may not cannot find out which users there are.
        authority.require(caller.actor(), Permission.ROLES_GRANT);
        var userId = id(body.userId());
        var role = new RoleName(body.newRole());
        refuseUnless(RoleName.BUILT_IN.contains(role), RoleRefusal.ROLE_NOT_DEFINED);
        var reason = body.reason() == null || body.reason().isBlank() ? "via Milkyway" : body.reason();
        // Before the change: who may not see the user is told so while nothing has happened yet.
        Account account = commands.sendAndWait(new ReadBackUser(userId));
        Replaced replaced = commands.sendAndWait(new ReplaceOneRole(userId, role, reason));
        return new Changed(
                new User(account.profile().displayName(), account.email(), replaced.former(), replaced.now()));
    }

    private static UserId id(String text) {
        try {
            return UserId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(UserRefusal.USER_NOT_FOUND);
        }
    }
}
