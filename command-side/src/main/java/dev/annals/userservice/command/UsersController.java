package dev.annals.userservice.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.SharedRefusal.ROLE_NOT_YOURS_TO_GIVE;
import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.role.HeldRoles;
import dev.annals.role.Privileges;
import dev.annals.role.RoleCommand.ReplaceRoles;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.Accounts;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserRefusal;
import dev.annals.userservice.ServiceUser;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Completes, blocks and restores users and sets their roles, as the User Service does. */
@RestController
@RequestMapping("/users")
class UsersController {

    /**
     * @param authUserId integer alias or UUID
     * @param others unknown and ignored; a privilege among them is refused
     */
    @Schema(name = "UserServiceComplete")
    record Complete(
            @JsonProperty("auth_user_id") @NotNull Object authUserId,
            @JsonProperty("first_name") @Nullable String firstName,
            @JsonProperty("last_name") @Nullable String lastName,
            @Nullable String email,
            @Nullable List<String> roles,
            @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "UserServiceRoles")
    record Roles(
            @NotNull List<@NotNull String> roles, @Nullable String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "UserServiceBlock")
    record Block(@NotBlank String reason) {}

    private final CommandGateway commands;
    private final Accounts accounts;
    private final Authority authority;

    UsersController(CommandGateway commands, Accounts accounts, Authority authority) {
        this.commands = commands;
        this.accounts = accounts;
        this.authority = authority;
    }

    @PostMapping
    @ResponseStatus(CREATED)
    ServiceUser complete(Caller caller, @Valid @RequestBody Complete body) {
        Privileges.refuseUnlessDefault(body.others());
        var id = ServiceUsers.idOf(body.authUserId().toString(), accounts);
        refuseUnless(
                id.equals(caller.userId()) || authority.permits(caller.actor(), Permission.USERS_CHANGE),
                UserRefusal.USER_NOT_FOUND);
        var fields = new EnumMap<ProfileField, String>(ProfileField.class);
        if (body.firstName() != null) fields.put(ProfileField.FIRST_NAME, body.firstName());
        if (body.lastName() != null) fields.put(ProfileField.LAST_NAME, body.lastName());
        var email = body.email() == null || body.email().isBlank() ? null : body.email();
        return commands.sendAndWait(new CompleteAccount(id, fields, email, wished(body.roles())));
    }

    /** A name that cannot be a role's is a role that nobody can give. */
    private static Set<RoleName> wished(@Nullable List<String> roles) {
        if (roles == null) return Set.of();
        try {
            return roles(roles);
        } catch (CommandRefused refused) {
            throw new CommandRefused(ROLE_NOT_YOURS_TO_GIVE, refused.refusal().sentence());
        }
    }

    @PostMapping("/{id}/roles")
    ServiceUser roles(Caller caller, @PathVariable String id, @Valid @RequestBody Roles body) {
        var userId = user(caller, Permission.ROLES_GRANT, id);
        var reason = body.reason() == null || body.reason().isBlank() ? ServiceUsers.REASON : body.reason();
        // Before the change: who may not see the user is told so while nothing has happened yet.
        Account account = commands.sendAndWait(new ReadBackUser(userId));
        HeldRoles held = commands.sendAndWait(new ReplaceRoles(userId, roles(body.roles()), reason));
        return ServiceUsers.of(
                account, held.roles().stream().map(RoleName::value).toList());
    }

    @PostMapping("/{id}/block")
    ServiceUser block(Caller caller, @PathVariable String id, @Valid @RequestBody Block body) {
        var userId = user(caller, Permission.USERS_BLOCK, id);
        return shown(commands.sendAndWait(new BlockUser(userId, body.reason())));
    }

    @PostMapping("/{id}/restore")
    ServiceUser restore(Caller caller, @PathVariable String id) {
        var userId = user(caller, Permission.USERS_BLOCK, id);
        return shown(commands.sendAndWait(new RestoreUser(userId, null)));
    }

    /** The command decides it again; here first, so that who may not cannot count the users. */
    private UserId user(Caller caller, Permission permission, String id) {
        authority.require(caller.actor(), permission);
        return ServiceUsers.idOf(id, accounts);
    }

    private ServiceUser shown(Account account) {
        return ServiceUsers.of(account, authority.rolesOf(account.userId()));
    }

    private static Set<RoleName> roles(List<String> names) {
        return names.stream().map(RoleName::new).collect(Collectors.toSet());
    }
}
