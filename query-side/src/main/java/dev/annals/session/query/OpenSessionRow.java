package dev.annals.session.query;

import dev.annals.session.OpenSession;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
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

/** A session that has not ended; it may have expired. */
@Entity
@Immutable
@Table(name = "open_session_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'open-session')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class OpenSessionRow {

    @Id
    UUID sessionId;

    int generation;
    UUID userId;
    Instant startedAt;

    @Enumerated(EnumType.STRING)
    SignInMethod method;

    @Enumerated(EnumType.STRING)
    TokenProfile tokenProfile;

    @Nullable
    Personal device;

    @Nullable
    Personal address;

    @Nullable
    Instant refreshedAt;

    Instant expiresAt;
    long logIndex;

    OpenSession session() {
        return new OpenSession(
                new SessionId(sessionId),
                new UserId(userId),
                startedAt,
                method,
                tokenProfile,
                device,
                address,
                refreshedAt,
                expiresAt);
    }
}
