package dev.annals.session.query;

import dev.annals.session.EndCause;
import dev.annals.session.LoginRecord;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
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

/** A sign-in. */
@Entity
@Immutable
@Table(name = "login_history_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'login-history')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class LoginRow {

    @Id
    UUID sessionId;

    int generation;
    UUID userId;
    Instant happenedAt;

    @Enumerated(EnumType.STRING)
    SignInMethod method;

    @Enumerated(EnumType.STRING)
    TokenProfile tokenProfile;

    @Nullable
    Personal device;

    @Nullable
    Personal address;

    long logIndex;

    @Nullable
    Instant endedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    EndCause endCause;

    HistoryLine line() {
        return new HistoryLine(
                logIndex,
                new LoginRecord(
                        LoginRecord.Outcome.SIGNED_IN,
                        happenedAt,
                        new SessionId(sessionId),
                        method,
                        tokenProfile,
                        device,
                        address,
                        endedAt,
                        endCause,
                        null));
    }
}
