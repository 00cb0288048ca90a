package dev.annals.user.projection;

import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
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
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps one row per user: who he is and what he says about himself. */
@Component
@ProcessingGroup("profile")
class ProfileProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("profile_rows", "user_id")
            .with("alias", "username", "email", "display_name", "first_name", "last_name", "zone", "avatar", "bio")
            .with("status", "version", "registered_at");

    private static final Profile NOTHING = new Profile(null, null, null, null, null, null);

    private final ReadRows rows;

    ProfileProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((UserEvent) event.getPayload()).userId();
    }

    @EventHandler
    void project(UserEvent event, @Timestamp Instant at) {
        switch (event) {
            case UserRegistered e ->
                rows.put(says(identity(e, e.username(), e.email(), e.version()), e.profile())
                        .with("alias", e.alias())
                        .with("status", AccountStatus.ACTIVE)
                        .with("registered_at", at));
            case ProfileChanged e -> rows.change(says(identity(e, e.username(), e.email(), e.version()), e.profile()));
            case UsernameChanged e -> rows.change(identity(e, e.username(), e.email(), e.version()));
            case EmailChanged e -> rows.change(identity(e, e.username(), e.email(), e.version()));
            case PasswordChanged e -> {}
            case UserBlocked e -> rows.change(row(e).with("status", AccountStatus.BLOCKED));
            case UserRestored e -> rows.change(row(e).with("status", AccountStatus.ACTIVE));
            case UserDeleted e ->
                rows.change(identity(e, e.username(), e.email(), e.version()).with("status", AccountStatus.DELETED));
            case UserErasureRequested e -> {}
            // The name stays in its column, and opens as empty.
            case UserErased e ->
                rows.change(says(row(e), NOTHING).with("email", null).with("status", AccountStatus.ERASED));
        }
    }

    private static Row row(UserEvent event) {
        return Row.of("user_id", event.userId());
    }

    private static Row identity(UserEvent event, Personal username, @Nullable Personal email, long version) {
        return row(event).with("username", username).with("email", email).with("version", version);
    }

    private static Row says(Row row, Profile profile) {
        return row.with("display_name", profile.displayName())
                .with("first_name", profile.firstName())
                .with("last_name", profile.lastName())
                .with("zone", profile.zone())
                .with("avatar", profile.avatar())
                .with("bio", profile.bio());
    }
}
