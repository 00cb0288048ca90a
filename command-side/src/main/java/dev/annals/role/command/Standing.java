package dev.annals.role.command;

import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The roles an actor holds now and what they permit together. */
record Standing(Set<RoleName> roles, Set<Permission> permissions) {

    /** The platform itself may everything. */
    static final Standing OF_THE_PLATFORM = new Standing(RoleName.BUILT_IN, EnumSet.allOf(Permission.class));

    static final Standing OF_NOBODY = new Standing(Set.of(), Set.of());

    boolean covers(Collection<Permission> others) {
        return permissions.containsAll(others);
    }

    /**
     * Whether he may give, take or change this role. ADMIN is left to ADMINs whatever others may: it grows with every
     * new permission, so who gives it gives more than he can see today.
     */
    boolean reaches(RoleDefinition role) {
        return covers(role.permissions()) && (!role.role().equals(RoleName.ADMIN) || roles.contains(RoleName.ADMIN));
    }

    /** The platform is bound neither to the fixed roles nor to reasons. */
    static boolean isPlatform(Actor actor) {
        return actor instanceof Actor.System;
    }
}
