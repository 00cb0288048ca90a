package dev.annals.foundation.security;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.util.Set;

/** What a user may do, by the roles he holds now. Read on the write side, in the caller's transaction if there is one. */
public interface Authority {

    /** Names of the roles held now, sorted. */
    Set<String> rolesOf(UserId userId);

    /** The permissions of all roles held now; none for a user who is blocked or deleted. */
    Set<Permission> permissionsOf(UserId userId);

    /** Whether the actor may: the platform itself always, a user by his roles, nobody else. */
    default boolean permits(Actor actor, Permission permission) {
        return switch (actor) {
            case Actor.System system -> true;
            case Actor.User user -> permissionsOf(user.userId()).contains(permission);
            case Actor.Anonymous anonymous -> false;
        };
    }

    /** Refuses with {@link SharedRefusal#NOT_PERMITTED} unless the actor may. */
    default void require(Actor actor, Permission permission) {
        refuseUnless(permits(actor, permission), SharedRefusal.NOT_PERMITTED);
    }

    /** Refuses unless the actor is that user himself, or may. */
    default void requireSelfOr(Actor actor, UserId userId, Permission permission) {
        if (!actor.is(userId)) require(actor, permission);
    }
}
