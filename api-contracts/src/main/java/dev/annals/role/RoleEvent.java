package dev.annals.role;

import dev.annals.shared.Permission;
import java.util.List;
import org.axonframework.serialization.Revision;

/** Everything that can have happened to a role of the catalogue. Stored for ever, shapes frozen. */
public sealed interface RoleEvent {

    RoleName role();

    @Revision("1")
    record RoleDefined(RoleName role, List<Permission> permissions) implements RoleEvent {}

    @Revision("1")
    record RolePermissionsChanged(RoleName role, List<Permission> permissions) implements RoleEvent {}

    /** The role can no longer be granted; who holds it keeps it until it is revoked. */
    @Revision("1")
    record RoleRetired(RoleName role) implements RoleEvent {}
}
