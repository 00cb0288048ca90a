package dev.annals.foundation.query;

import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What callers may see. Commands ask the write side each time; what only reads believes what was read within the last
 * second under the same access epoch, as the gate does with the token itself.
 */
@Component
class CallersRights {

    /** The rights of one user. */
    record Rights(long epoch, long readAt, Set<String> roles, Set<Permission> permissions) {}

    private static final long TRUST_NANOS = 1_000_000_000L;
    private static final int MOST = 10_000;

    private final Authority authority;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<UserId, Rights> known = new ConcurrentHashMap<>();

    @Autowired
    CallersRights(Authority authority) {
        this(authority, System::nanoTime);
    }

    CallersRights(Authority authority, LongSupplier nanoTime) {
        this.authority = authority;
        this.nanoTime = nanoTime;
    }

    Rights of(Caller caller) {
        var now = nanoTime.getAsLong();
        var rights = known.get(caller.userId());
        if (rights != null && rights.epoch() == caller.epoch() && now - rights.readAt() < TRUST_NANOS) return rights;
        if (known.size() >= MOST) known.values().removeIf(old -> now - old.readAt() >= TRUST_NANOS);
        var read = new Rights(
                caller.epoch(), now, authority.rolesOf(caller.userId()), authority.permissionsOf(caller.userId()));
        if (known.size() < MOST || known.containsKey(caller.userId())) known.put(caller.userId(), read);
        return read;
    }
}
