package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static dev.annals.user.UserRefusal.USER_NOT_FOUND;

import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;

/** Who may touch an account: its owner, unless blocked, or whoever is permitted to. To all others it does not exist. */
final class AccountAccess {

    private AccountAccess() {}

    /** The owner or whoever is permitted. */
    static void requireSelfOr(
            Permission permission, Actor actor, UserId userId, AccountStatus status, Authority authority) {
        // A block works on access tokens with a delay, here without.
        if (!actor.is(userId) || status == AccountStatus.BLOCKED) require(permission, actor, userId, authority);
    }

    /** Only the owner, or the platform itself. */
    static void requireSelf(Actor actor, UserId userId, AccountStatus status, Authority authority) {
        if (actor instanceof Actor.System) return;
        var self = actor.is(userId);
        refuseUnless(self || authority.permits(actor, Permission.USERS_READ), USER_NOT_FOUND);
        refuseUnless(self && status != AccountStatus.BLOCKED, NOT_PERMITTED);
    }

    /** Only who is permitted. */
    static void require(Permission permission, Actor actor, UserId userId, Authority authority) {
        if (authority.permits(actor, permission)) return;
        refuseUnless(actor.is(userId) || authority.permits(actor, Permission.USERS_READ), USER_NOT_FOUND);
        throw new CommandRefused(NOT_PERMITTED);
    }
}
