package dev.annals.campaign.query;

import dev.annals.campaign.FactKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** Something a user did that campaigns count. */
@Entity
@Immutable
@Table(name = "player_fact_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'player-fact')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class PlayerFactRow {

    @Id
    long logIndex;

    UUID userId;

    @Enumerated(EnumType.STRING)
    FactKind kind;

    String eventId;
    Instant happenedAt;

    @Nullable
    Boolean hasName;

    @Nullable
    Boolean hasEmail;

    Told told() {
        return new Told(kind, eventId, happenedAt, hasName, hasEmail);
    }
}
