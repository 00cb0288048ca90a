package dev.annals.role.query;

import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.shared.Permission;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A role that was defined. */
@Entity
@Immutable
@Table(name = "role_catalogue_rows")
@SQLRestriction("generation = (select g.live from projection_generation g where g.projection = 'role-catalogue')")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class RoleCatalogueRow {

    @Id
    String role;

    String permissions;
    boolean retired;

    RoleDefinition definition() {
        var codes = Stream.of(permissions.split(",")).filter(code -> !code.isEmpty());
        return new RoleDefinition(new RoleName(role), codes.map(Permission::of).toList(), retired);
    }
}
