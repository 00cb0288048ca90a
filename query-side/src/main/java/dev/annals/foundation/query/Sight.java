package dev.annals.foundation.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import org.springframework.stereotype.Component;

/** Who may see what. */
@Component
public class Sight {

    private final Authority authority;

    Sight(Authority authority) {
        this.authority = authority;
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
        var permits = authority.permits(caller.actor(), permission);
        if (permits) Seen.remember(caller, permission, userId);
        return permits;
    }

    /** Refuses with {@code NOT_PERMITTED} who may not. */
    public void require(Caller caller, Permission permission) {
        authority.require(caller.actor(), permission);
        Seen.remember(caller, permission, null);
    }
}
