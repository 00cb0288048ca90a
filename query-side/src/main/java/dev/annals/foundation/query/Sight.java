package dev.annals.foundation.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.security.Caller;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import org.springframework.stereotype.Component;

/** Who may see what. */
@Component
public class Sight {

    private final CallersRights rights;

    Sight(CallersRights rights) {
        this.rights = rights;
    }

    /** Whom the path means; what is another's is as good as not there for who may not see it. */
    public UserId of(Whose whose, Caller caller, Permission permission) {
        var userId = whose.by(caller);
        refuseUnless(permits(caller, userId, permission), SharedRefusal.NOT_FOUND);
        return userId;
    }

    /** Whether it is the caller himself, or he may. */
    public boolean permits(Caller caller, UserId userId, Permission permission) {
        if (caller.userId().equals(userId)) return true;
        var permits = rights.of(caller).permissions().contains(permission);
        if (permits) Seen.remember(caller, permission, userId);
        return permits;
    }

    /** Refuses with {@code NOT_PERMITTED} who may not. */
    public void require(Caller caller, Permission permission) {
        refuseUnless(rights.of(caller).permissions().contains(permission), SharedRefusal.NOT_PERMITTED);
        Seen.remember(caller, permission, null);
    }

    /** Whether he holds the role, whatever it permits. */
    public boolean holds(Caller caller, String role) {
        return rights.of(caller).roles().contains(role);
    }
}
