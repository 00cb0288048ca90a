package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.BUILT_IN_ROLE;
import static dev.annals.role.RoleRefusal.GRANT_EXCEEDS_YOURS;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.ROLES_DEFINE;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;

import dev.annals.foundation.security.AccessState;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The law of the catalogue: who may define and change roles, and what follows at once. */
@Component
class Defining {

    private final RoleAuthority authority;
    private final Catalogue catalogue;
    private final Holdings holdings;
    private final AccessState access;

    Defining(RoleAuthority authority, Catalogue catalogue, Holdings holdings, AccessState access) {
        this.authority = authority;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.access = access;
    }

    /** Refuses who may not define roles, and touching a role that is fixed. */
    Standing require(Actor by, RoleName role) {
        var standing = authority.standing(by);
        refuseUnless(standing.permissions().contains(ROLES_DEFINE), NOT_PERMITTED);
        refuseUnless(Standing.isPlatform(by) || !RoleName.BUILT_IN.contains(role), BUILT_IN_ROLE);
        return standing;
    }

    void define(Standing by, RoleName role, Collection<Permission> permissions) {
        refuseUnless(by.covers(permissions), GRANT_EXCEEDS_YOURS);
        catalogue.define(role, permissions);
    }

    /** Refuses to give or to take what the actor does not have himself. */
    void change(Standing by, RoleName role, Collection<Permission> former, Collection<Permission> permissions) {
        refuseUnless(by.covers(former) && by.covers(permissions), GRANT_EXCEEDS_YOURS);
        catalogue.setPermissions(role, permissions);
        // Everybody holds USER; a new version of the platform that changes a fixed role sends nobody to refresh.
        if (!RoleName.BUILT_IN.contains(role)) holdings.holdersOf(role).forEach(access::raiseEpoch);
    }

    void retire(Standing by, RoleName role, Collection<Permission> permissions) {
        refuseUnless(by.covers(permissions), GRANT_EXCEEDS_YOURS);
        catalogue.retire(role);
    }
}
