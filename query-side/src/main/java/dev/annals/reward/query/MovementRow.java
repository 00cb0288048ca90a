package dev.annals.reward.query;

import dev.annals.reward.ClaimId;
import dev.annals.reward.StockLedger.Movement;
import dev.annals.reward.StockMovement;
import dev.annals.shared.Actor;
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

/** A piece, or many, that came into a stock or left it. */
@Entity
@Immutable
@Table(name = "stock_ledger_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'stock-ledger')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class MovementRow {

    @Id
    long logIndex;

    int generation;
    String eventId;
    UUID rewardId;

    @Enumerated(EnumType.STRING)
    StockMovement movement;

    long quantity;

    @Nullable
    String claimId;

    String byActor;
    Instant happenedAt;

    Movement movement() {
        return new Movement(
                movement,
                quantity,
                claimId == null ? null : ClaimId.of(claimId),
                Actor.of(byActor),
                happenedAt,
                eventId);
    }
}
