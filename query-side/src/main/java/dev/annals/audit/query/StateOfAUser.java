package dev.annals.audit.query;

import dev.annals.audit.UserAsOf;
import dev.annals.role.RoleHolderEvent;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleName;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Folds a user's own events up to a place of the log. */
final class StateOfAUser {

    private static final Profile NOTHING = new Profile(null, null, null, null, null, null);

    private final UserRegistered registered;
    private final Set<RoleName> roles = new TreeSet<>(Comparator.comparing(RoleName::value));
    private Personal username;
    private @Nullable Personal email;
    private Profile profile;
    private AccountStatus status = AccountStatus.ACTIVE;
    private long version;
    private Instant changedAt;

    StateOfAUser(UserRegistered registered, Instant at) {
        this.registered = registered;
        username = registered.username();
        email = registered.email();
        profile = registered.profile();
        version = registered.version();
        changedAt = at;
    }

    void evolve(Object event, Instant at) {
        changedAt = at;
        switch (event) {
            case UserEvent of -> evolve(of);
            case RoleHolderEvent of -> evolve(of);
            default -> throw new IllegalStateException("No event of a user: " + event.getClass());
        }
    }

    private void evolve(RoleHolderEvent event) {
        switch (event) {
            case RoleGranted granted -> roles.add(granted.role());
            case RoleRevoked revoked -> roles.remove(revoked.role());
        }
    }

    private void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered again -> throw new IllegalStateException("Registered twice: " + again.userId());
            case ProfileChanged e -> {
                profile = e.profile();
                identity(e.username(), e.email(), e.version());
            }
            case UsernameChanged e -> identity(e.username(), e.email(), e.version());
            case EmailChanged e -> identity(e.username(), e.email(), e.version());
            case PasswordChanged e -> {}
            case UserBlocked e -> status = AccountStatus.BLOCKED;
            case UserRestored e -> status = AccountStatus.ACTIVE;
            case UserDeleted e -> {
                identity(e.username(), e.email(), e.version());
                status = AccountStatus.DELETED;
            }
            case UserErasureRequested e -> {}
            case UserErased e -> {
                status = AccountStatus.ERASED;
                profile = NOTHING;
                email = null;
            }
        }
    }

    private void identity(Personal name, @Nullable Personal address, long number) {
        username = name;
        email = address;
        version = number;
    }

    UserAsOf at(long position) {
        return new UserAsOf(
                position,
                changedAt,
                userId(),
                registered.alias(),
                username,
                email,
                profile,
                status,
                Set.copyOf(roles),
                version);
    }

    private UserId userId() {
        return registered.userId();
    }
}
