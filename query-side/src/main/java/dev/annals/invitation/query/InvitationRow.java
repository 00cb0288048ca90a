package dev.annals.invitation.query;

import dev.annals.invitation.InvitationView;
import dev.annals.shared.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A user who was invited. */
@Entity
@Immutable
@Table(name = "invitation_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'invitation')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class InvitationRow {

    @Id
    UUID userId;

    int generation;
    UUID inviter;
    Instant acceptedAt;

    @Nullable
    Instant qualifiedAt;

    long logIndex;

    InvitationView view() {
        return new InvitationView(new UserId(userId), new UserId(inviter), acceptedAt, qualifiedAt);
    }
}
