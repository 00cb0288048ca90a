package dev.annals.role.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleHistoryEntry;
import dev.annals.role.RoleHolding;
import dev.annals.role.RoleName;
import dev.annals.role.RoleQuery.HoldersOf;
import dev.annals.role.RoleQuery.RoleCatalogue;
import dev.annals.role.RoleQuery.RoleHistory;
import dev.annals.role.RoleQuery.RolesOf;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class RoleQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    RoleQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/users/{id}/roles")
    HeldRoles rolesOf(
            @PathVariable Whose id,
            @RequestParam(name = "as_of", required = false) @Nullable Instant asOf,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(id, caller, Permission.ROLES_READ);
        position.await(readModels, "role-holder");
        return questions.ask(new RolesOf(userId, asOf), HeldRoles.class);
    }

    @GetMapping("/users/{id}/role-history")
    Page<RoleHistoryEntry> history(
            @PathVariable Whose id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(id, caller, Permission.ROLES_READ);
        position.await(readModels, "role-history");
        return questions.askPage(new RoleHistory(userId, limit, cursor), RoleHistoryEntry.class);
    }

    @GetMapping("/roles")
    Page<RoleDefinition> catalogue(Caller caller, ReadPosition position) {
        sight.require(caller, Permission.ROLES_READ);
        position.await(readModels, "role-catalogue");
        return new Page<>(questions.askAll(new RoleCatalogue(), RoleDefinition.class), null);
    }

    @GetMapping("/roles/{role}/holders")
    Page<RoleHolding> holders(
            @PathVariable String role,
            @RequestParam(name = "as_of", required = false) @Nullable Instant asOf,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.ROLES_READ);
        position.await(readModels, "role-holder");
        return questions.askPage(new HoldersOf(new RoleName(role), asOf, limit, cursor), RoleHolding.class);
    }
}
