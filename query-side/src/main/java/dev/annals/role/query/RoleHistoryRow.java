package dev.annals.role.query;

import dev.annals.role.RoleHistoryEntry;
import dev.annals.role.RoleHolding;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A grant or a revocation. */
@Entity
@Immutable
@Table(name = "role_history_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'role-history')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class RoleHistoryRow {

    @Id
    long logIndex;

    int generation;
    String eventId;
    UUID userId;
    String role;
    boolean granted;
    String byActor;

    @Nullable
    Personal reason;

    Instant happenedAt;

    @Nullable
    String requestId;

    RoleHistoryEntry entry() {
        return new RoleHistoryEntry(
                new UserId(userId),
                new RoleName(role),
                granted ? RoleHistoryEntry.Change.GRANTED : RoleHistoryEntry.Change.REVOKED,
                Actor.of(byActor),
                reason,
                happenedAt,
                requestId,
                eventId,
                logIndex);
    }

    RoleHolding holding() {
        return new RoleHolding(new UserId(userId), new RoleName(role), happenedAt, Actor.of(byActor));
    }
}
