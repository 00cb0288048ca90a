package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.INVALID_ROLE_NAME;
import static dev.annals.role.RoleRefusal.UNKNOWN_PERMISSION;
import static org.springframework.http.ResponseEntity.created;

import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleCommand.RetireRole;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The canonical routes that change roles and who holds them. */
@RestController
@RequestMapping("/api/v1")
class RoleCommandController {

    record Why(@Nullable String reason) {}

    record Definition(@Nullable String role, @Nullable List<String> permissions) {}

    record Permissions(@Nullable List<String> permissions) {}

    private final CommandGateway commands;

    RoleCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PutMapping("/users/{id}/roles/{role}")
    HeldRoles grant(
            @PathVariable UserId id, @PathVariable String role, @RequestBody(required = false) @Nullable Why why) {
        return commands.sendAndWait(new ChangeRoles(id, Set.of(roleName(role)), Set.of(), reason(why, null)));
    }

    /** The reason stands in the body or, for clients that send none with DELETE, in the query. */
    @DeleteMapping("/users/{id}/roles/{role}")
    HeldRoles revoke(
            @PathVariable UserId id,
            @PathVariable String role,
            @RequestBody(required = false) @Nullable Why why,
            @RequestParam(required = false) @Nullable String reason) {
        return commands.sendAndWait(new ChangeRoles(id, Set.of(), Set.of(roleName(role)), reason(why, reason)));
    }

    @PostMapping("/roles")
    ResponseEntity<RoleDefinition> define(@RequestBody Definition body) {
        var role = roleName(body.role());
        RoleDefinition defined = commands.sendAndWait(new DefineRole(role, permissions(body.permissions())));
        return created(URI.create("/api/v1/roles/" + role)).body(defined);
    }

    @PutMapping("/roles/{role}/permissions")
    RoleDefinition changePermissions(@PathVariable String role, @RequestBody Permissions body) {
        return commands.sendAndWait(new ChangeRolePermissions(roleName(role), permissions(body.permissions())));
    }

    @PostMapping("/roles/{role}/retire")
    RoleDefinition retire(@PathVariable String role) {
        return commands.sendAndWait(new RetireRole(roleName(role)));
    }

    private static String reason(@Nullable Why why, @Nullable String otherwise) {
        if (why != null && why.reason() != null) return why.reason();
        return otherwise != null ? otherwise : "";
    }

    // Read here and not while the request is bound, where a refusal would become an unreadable request.
    private static RoleName roleName(@Nullable String text) {
        if (text == null) throw new CommandRefused(INVALID_ROLE_NAME);
        return new RoleName(text);
    }

    private static Set<Permission> permissions(@Nullable List<String> codes) {
        if (codes == null) throw new CommandRefused(SharedRefusal.INVALID_VALUE, "Say which permissions, or [].");
        var permissions = EnumSet.noneOf(Permission.class);
        for (var code : codes) permissions.add(permission(code));
        return permissions;
    }

    private static Permission permission(@Nullable String code) {
        for (var permission : Permission.values()) if (permission.code().equals(code)) return permission;
        throw new CommandRefused(UNKNOWN_PERMISSION);
    }
}
