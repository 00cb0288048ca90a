package dev.annals.role.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleCommand.ReplaceRoles;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What one user holds. The stream is opened by his registration. */
@Aggregate(type = "role-holder", cache = "aggregateCache")
final class RoleHolder {

    @AggregateIdentifier
    private String id;

    private final SortedSet<RoleName> roles = new TreeSet<>();

    @CommandHandler
    RoleHolder(GrantUserRole command, Actor actor, Granting granting) {
        this();
        granting.welcome(command.userId(), RoleName.USER);
        apply(new RoleGranted(command.userId(), RoleName.USER, actor, null));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING) // so that an unknown user is refused in our own words
    HeldRoles decide(ChangeRoles command, Actor actor, Granting granting) {
        var wanted = new TreeSet<>(roles);
        wanted.removeAll(command.revoke());
        wanted.addAll(command.grant());
        var asked = new ArrayList<>(command.grant());
        asked.addAll(command.revoke());
        return carryOut(RoleChange.of(command.userId(), roles, wanted, asked), command.reason(), actor, granting);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    HeldRoles decide(ReplaceRoles command, Actor actor, Granting granting) {
        var change = RoleChange.of(command.userId(), roles, command.roles(), command.roles());
        return carryOut(change, command.reason(), actor, granting);
    }

    private HeldRoles carryOut(RoleChange change, @Nullable String reason, Actor actor, Granting granting) {
        var why = granting.carryOut(change, actor, reason);
        change.granted().forEach(role -> apply(new RoleGranted(change.userId(), role, actor, why)));
        change.revoked().forEach(role -> apply(new RoleRevoked(change.userId(), role, actor, why)));
        return new HeldRoles(change.userId(), List.copyOf(roles));
    }

    @EventSourcingHandler
    void evolve(RoleHolderEvent event) {
        id = "role-holder:" + event.userId();
        switch (event) {
            case RoleGranted granted -> roles.add(granted.role());
            case RoleRevoked revoked -> roles.remove(revoked.role());
        }
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private RoleHolder() {}
}
