package dev.annals.verification.query;

import dev.annals.role.RoleName;
import dev.annals.shared.Personal;
import dev.annals.user.AccountStatus;
import dev.annals.user.UserEvent.UserRegistered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What several contexts' tables must know of one user, while the log is folded. */
final class Person {

    /** Who was given or lost a role so shortly before its permissions changed may have been met by that, or not. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    final UUID id;
    Personal username;

    @Nullable
    Personal email;

    AccountStatus status = AccountStatus.ACTIVE;
    boolean passwordChanged;

    private final Set<RoleName> roles = new HashSet<>();
    private final Map<RoleName, Instant> roleChanged = new HashMap<>();
    private long lowestEpoch = 1;
    private long highestEpoch = 1;
    private boolean welcomed;
    private @Nullable String lastRoleChange;

    Person(UserRegistered registered) {
        id = registered.userId().value();
        username = registered.username();
        email = registered.email();
    }

    Set<RoleName> roles() {
        return roles;
    }

    Allowed epoch() {
        return Allowed.between(lowestEpoch, highestEpoch);
    }

    void raiseEpoch() {
        lowestEpoch++;
        highestEpoch++;
    }

    /** Sets the status, which makes every token stale. */
    void becomes(AccountStatus status) {
        this.status = status;
        raiseEpoch();
    }

    /** One command may grant and revoke several roles and makes tokens stale once; the first role of all does not. */
    void changesRoles(RoleName role, boolean granted, Logged logged, @Nullable String command) {
        if (granted) roles.add(role);
        else roles.remove(role);
        roleChanged.put(role, logged.at());
        if (welcomed && (command == null || !command.equals(lastRoleChange))) raiseEpoch();
        welcomed = true;
        lastRoleChange = command;
    }

    /** The permissions of a role changed: who holds it must fetch new tokens. */
    void meets(RoleName role, Instant at) {
        var changed = roleChanged.get(role);
        if (changed == null) return;
        var mayBeEither = changed.isAfter(at.minus(AT_ONCE));
        if (mayBeEither) highestEpoch++;
        else if (roles.contains(role)) raiseEpoch();
    }
}
