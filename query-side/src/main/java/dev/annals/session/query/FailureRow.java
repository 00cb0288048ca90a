package dev.annals.session.query;

import dev.annals.session.LoginRecord;
import dev.annals.shared.Personal;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** The wrong passwords of a user and an hour. */
@Entity
@Immutable
@Table(name = "failed_sign_in_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'failed-sign-in')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class FailureRow {

    @Id
    long logIndex;

    int generation;
    UUID userId;
    long failures;
    Instant happenedAt;

    @Nullable
    Personal address;

    HistoryLine line() {
        return new HistoryLine(
                logIndex,
                new LoginRecord(
                        LoginRecord.Outcome.FAILED, happenedAt, null, null, null, null, address, null, null, failures));
    }
}
