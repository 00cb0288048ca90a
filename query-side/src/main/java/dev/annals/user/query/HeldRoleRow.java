package dev.annals.user.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A role that a user holds, for the list beside his name; the context role has the whole story. */
@Entity
@Immutable
@IdClass(HeldRoleRow.Key.class)
@Table(name = "role_holder_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'role-holder')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class HeldRoleRow {

    @Id
    UUID userId;

    @Id
    String role;

    record Key(UUID userId, String role) {}
}
