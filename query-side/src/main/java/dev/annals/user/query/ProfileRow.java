package dev.annals.user.query;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.UserView;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A row of the live generation of profiles. */
@Entity
@Immutable
@Table(name = "profile_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'profile')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class ProfileRow {

    @Id
    UUID userId;

    int generation;
    long alias;
    Personal username;

    @Nullable
    Personal email;

    @Nullable
    Personal displayName;

    @Nullable
    Personal firstName;

    @Nullable
    Personal lastName;

    @Nullable
    Personal zone;

    @Nullable
    Personal avatar;

    @Nullable
    Personal bio;

    @Enumerated(EnumType.STRING)
    AccountStatus status;

    long version;
    Instant registeredAt;

    UserView with(List<String> roles) {
        var profile = new Profile(displayName, firstName, lastName, zone, avatar, bio);
        return new UserView(new UserId(userId), alias, username, email, profile, status, roles, version, registeredAt);
    }
}
