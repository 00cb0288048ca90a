package dev.annals.role.query;

import dev.annals.role.RoleHolding;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** Who holds what now. */
@Entity
@Immutable
@IdClass(RoleHolderRow.Key.class)
@Table(name = "role_holder_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'role-holder')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class RoleHolderRow {

    @Id
    UUID userId;

    @Id
    String role;

    int generation;
    Instant grantedAt;
    String byActor;

    RoleHolding holding() {
        return new RoleHolding(new UserId(userId), new RoleName(role), grantedAt, Actor.of(byActor));
    }

    record Key(UUID userId, String role) {}
}
