package dev.annals.role.command;

import dev.annals.role.RoleName;
import dev.annals.shared.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What must be granted and revoked so that a user holds what is wanted.
 *
 * @param named every role that the wish or the change names; each must be defined
 */
record RoleChange(
        UserId userId,
        Set<RoleName> held,
        SortedSet<RoleName> granted,
        SortedSet<RoleName> revoked,
        SortedSet<RoleName> named) {

    /** From what is held to what is wanted. */
    static RoleChange of(UserId userId, Set<RoleName> held, Set<RoleName> wanted, Collection<RoleName> asked) {
        var granted = new TreeSet<>(wanted);
        granted.removeAll(held);
        var revoked = new TreeSet<>(held);
        revoked.removeAll(wanted);
        var named = new TreeSet<>(asked);
        named.addAll(revoked);
        return new RoleChange(userId, Set.copyOf(held), granted, revoked, named);
    }

    boolean isNone() {
        return granted.isEmpty() && revoked.isEmpty();
    }

    boolean touches(RoleName role) {
        return granted.contains(role) || revoked.contains(role);
    }
}
