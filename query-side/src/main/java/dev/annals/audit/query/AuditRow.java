package dev.annals.audit.query;

import dev.annals.audit.AuditRecord;
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

/** Where an event came from. */
@Entity
@Immutable
@Table(name = "audit_trail_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'audit-trail')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class AuditRow {

    @Id
    long logIndex;

    int generation;
    String eventId;
    String type;

    @Nullable
    String revision;

    @Nullable
    String aggregateId;

    @Nullable
    UUID subjectId;

    String actor;

    @Nullable
    String requestId;

    @Nullable
    String causationId;

    @Nullable
    String sessionId;

    @Nullable
    Personal address;

    Instant happenedAt;

    AuditRecord with(Object event) {
        return new AuditRecord(
                logIndex,
                eventId,
                type,
                revision,
                aggregateId,
                subjectId == null ? null : new UserId(subjectId),
                Actor.of(actor),
                requestId,
                causationId,
                sessionId,
                address,
                happenedAt,
                event);
    }
}
