package dev.annals.verification.query;

import dev.annals.shared.Personal;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users: profiles, numbers, passwords, access, names. */
final class UserBook implements Book {

    private static final Profile NOTHING = new Profile(null, null, null, null, null, null);
    private static final Allowed SOME_TIME = actual -> actual != null;

    private final Map<UUID, Person> people = new LinkedHashMap<>();
    private final Expected profile = new Expected("profile", "user_id");
    private final Expected alias = new Expected("user_alias", "alias");
    private final Expected credential = new Expected("credential", "user_id").unchecked("hash", "changed_at");
    private final Expected access = new Expected("access_state", "user_id");
    private final Expected erasure = new Expected("erasure", "user_id").unchecked("requested_at");
    private final Names names;

    UserBook(Names names) {
        this.names = names;
    }

    Collection<Person> people() {
        return people.values();
    }

    @Nullable
    Person find(UUID userId) {
        return people.get(userId);
    }

    @Override
    public void read(Logged logged) {
        if (!(logged.event() instanceof UserEvent event)) return;
        profile.concernedBy(logged);
        var person = people.computeIfAbsent(event.userId().value(), id -> first(event));
        var row = profile.change(person.id);
        switch (event) {
            case UserRegistered e -> {
                identity(person, row, e.username(), e.email(), e.version());
                says(row, e.profile());
                row.with("alias", e.alias())
                        .with("status", AccountStatus.ACTIVE)
                        .with("registered_at", logged.at());
                alias.put(e.alias()).with("user_id", person.id);
                credential.put(person.id);
            }
            case ProfileChanged e -> {
                identity(person, row, e.username(), e.email(), e.version());
                says(row, e.profile());
            }
            case UsernameChanged e -> identity(person, row, e.username(), e.email(), e.version());
            case EmailChanged e -> identity(person, row, e.username(), e.email(), e.version());
            case PasswordChanged e -> {
                person.passwordChanged = true;
                person.raiseEpoch();
            }
            case UserBlocked e -> becomes(person, row, AccountStatus.BLOCKED);
            case UserRestored e -> becomes(person, row, AccountStatus.ACTIVE);
            case UserDeleted e -> {
                identity(person, row, e.username(), e.email(), e.version());
                becomes(person, row, AccountStatus.DELETED);
            }
            case UserErasureRequested e -> erasure.put(person.id);
            case UserErased e -> {
                says(row, NOTHING);
                row.with("email", null).with("status", AccountStatus.ERASED);
                erasure.change(person.id).with("erased_at", SOME_TIME);
                credential.remove(person.id);
            }
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(new ReadModel("profile", profile));
    }

    @Override
    public List<Expected> writeSide() {
        for (var person : people.values())
            access.put(person.id)
                    .with("epoch", person.epoch())
                    .with("status", person.status)
                    // Whether the first password was a one-time one stands in no event.
                    .with("password_change_required", person.passwordChanged ? (Object) false : Allowed.ANYTHING);
        return List.of(alias, credential, access, erasure, names.reservedBy(people.values()));
    }

    private static Person first(UserEvent event) {
        if (event instanceof UserRegistered registered) return new Person(registered);
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of " + event.userId() + " before his registration");
    }

    private static void becomes(Person person, Line row, AccountStatus status) {
        person.becomes(status);
        row.with("status", status);
    }

    private static void identity(Person person, Line row, Personal username, @Nullable Personal email, long version) {
        person.username = username;
        person.email = email;
        row.with("username", username).with("email", email).with("version", version);
    }

    private static void says(Line row, Profile profile) {
        row.with("display_name", profile.displayName())
                .with("first_name", profile.firstName())
                .with("last_name", profile.lastName())
                .with("zone", profile.zone())
                .with("avatar", profile.avatar())
                .with("bio", profile.bio());
    }
}
