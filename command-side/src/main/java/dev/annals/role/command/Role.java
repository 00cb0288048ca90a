package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.ROLE_EXISTS;
import static dev.annals.role.RoleRefusal.ROLE_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleCommand.RetireRole;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleEvent;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A role of the catalogue. Every handler may meet a role that is missing, so that it is refused in our own words; it is
 * not cached, because it is changed once a year and an answer that nothing changed must not be stale.
 */
@Aggregate(type = "role")
final class Role {

    @AggregateIdentifier
    private String id;

    private List<Permission> permissions = List.of();
    private boolean defined;
    private boolean retired;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RoleDefinition decide(DefineRole command, Actor actor, Defining defining) {
        var standing = defining.require(actor, command.role());
        refuseUnless(!defined, ROLE_EXISTS);
        defining.define(standing, command.role(), command.permissions());
        apply(new RoleDefined(command.role(), sorted(command.permissions())));
        return definition(command.role());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RoleDefinition decide(ChangeRolePermissions command, Actor actor, Defining defining) {
        var standing = defining.require(actor, command.role());
        refuseUnless(defined, ROLE_NOT_FOUND);
        var wanted = sorted(command.permissions());
        if (!wanted.equals(permissions)) {
            defining.change(standing, command.role(), permissions, wanted);
            apply(new RolePermissionsChanged(command.role(), wanted));
        }
        return definition(command.role());
    }

    /** Retiring twice is not an error: the second caller gets what he wanted. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RoleDefinition decide(RetireRole command, Actor actor, Defining defining) {
        var standing = defining.require(actor, command.role());
        refuseUnless(defined, ROLE_NOT_FOUND);
        if (!retired) {
            defining.retire(standing, command.role(), permissions);
            apply(new RoleRetired(command.role()));
        }
        return definition(command.role());
    }

    @EventSourcingHandler
    void evolve(RoleEvent event) {
        id = "role:" + event.role();
        switch (event) {
            case RoleDefined definition -> {
                defined = true;
                permissions = definition.permissions();
            }
            case RolePermissionsChanged changed -> permissions = changed.permissions();
            case RoleRetired retirement -> retired = true;
        }
    }

    private RoleDefinition definition(RoleName role) {
        return new RoleDefinition(role, permissions, retired);
    }

    private static List<Permission> sorted(Set<Permission> permissions) {
        return permissions.stream().sorted().toList();
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Role() {}
}
