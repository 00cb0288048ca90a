package dev.annals.invitation.query;

import dev.annals.invitation.InviteCode;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A user's invite code. */
@Entity
@Immutable
@Table(name = "invite_code_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'invite-code')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class InviteCodeRow {

    @Id
    UUID userId;

    Personal code;

    InviteCode inviteCode() {
        return new InviteCode(new UserId(userId), code);
    }
}
