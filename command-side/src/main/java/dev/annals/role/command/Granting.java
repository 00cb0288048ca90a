package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.GRANT_EXCEEDS_YOURS;
import static dev.annals.role.RoleRefusal.REASON_REQUIRED;
import static dev.annals.role.RoleRefusal.ROLE_NOT_DEFINED;
import static dev.annals.role.RoleRefusal.ROLE_RETIRED;
import static dev.annals.role.RoleRefusal.USER_DELETED;
import static dev.annals.role.RoleRefusal.USER_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.ROLES_GRANT;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The law of granting and revoking: who may give or take which role of whom, and what follows at once. */
@Component
class Granting {

    private final RoleAuthority authority;
    private final Catalogue catalogue;
    private final Holdings holdings;
    private final AccessState access;
    private final PersonalData personalData;

    Granting(
            RoleAuthority authority,
            Catalogue catalogue,
            Holdings holdings,
            AccessState access,
            PersonalData personalData) {
        this.authority = authority;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.access = access;
        this.personalData = personalData;
    }

    /** Refuses what may not be; otherwise writes what the rules must know at once, and answers with the sealed reason. */
    @Nullable
    Personal carryOut(RoleChange change, Actor by, @Nullable String reason) {
        var standing = authority.standing(by);
        refuseUnless(standing.permissions().contains(ROLES_GRANT), NOT_PERMITTED);
        var why = reason == null ? "" : reason.strip();
        refuseUnless(isReason(why) || (why.isEmpty() && Standing.isPlatform(by)), REASON_REQUIRED);
        var status = lock(change.userId());
        refuseUnlessAllowed(change, standing);
        if (change.isNone()) return confirm(change);
        change.revoked().forEach(role -> holdings.revoke(change.userId(), role));
        change.granted().forEach(role -> holdings.grant(change.userId(), role, status == Status.ACTIVE));
        access.raiseEpoch(change.userId());
        return why.isEmpty() ? null : personalData.seal(change.userId().value(), Purpose.REASON, why);
    }

    /** A new user's first role: he has no token yet, and whoever registers may have no rights at all. */
    void welcome(UserId userId, RoleName role) {
        holdings.grant(userId, role, true);
    }

    private static boolean isReason(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= 500;
    }

    /** From here on nobody else blocks, deletes, grants or revokes this user until the transaction ends. */
    private Status lock(UserId userId) {
        var row = access.lock(userId);
        if (row == null) throw new CommandRefused(USER_NOT_FOUND);
        refuseUnless(row.status() != Status.DELETED, USER_DELETED);
        return row.status();
    }

    private void refuseUnlessAllowed(RoleChange change, Standing standing) {
        var definitions = catalogue.find(change.named());
        for (var role : change.named()) {
            var definition = definitions.get(role);
            if (definition == null) throw new CommandRefused(ROLE_NOT_DEFINED, "There is no role " + role + ".");
            if (change.touches(role)) refuseUnless(standing.reaches(definition), GRANT_EXCEEDS_YOURS);
            if (change.granted().contains(role)) refuseUnless(!definition.retired(), ROLE_RETIRED);
        }
    }

    /** Nothing to do: then no append tells a cached aggregate that another process was faster, so the table is asked. */
    private @Nullable Personal confirm(RoleChange change) {
        if (!holdings.rolesOf(change.userId()).equals(Set.copyOf(change.held())))
            throw new ConcurrencyException("The roles have just been changed elsewhere");
        return null;
    }
}
