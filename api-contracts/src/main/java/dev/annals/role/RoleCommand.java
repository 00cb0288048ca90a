package dev.annals.role;

import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the role catalogue and of who holds which role. */
public sealed interface RoleCommand {

    /** Answers with a {@link RoleDefinition}. */
    record DefineRole(RoleName role, Set<Permission> permissions) implements RoleCommand {

        /** The stream of this role: ids are unique across all kinds of aggregates. */
        @TargetAggregateIdentifier
        public String roleId() {
            return "role:" + role;
        }
    }

    /** Answers with a {@link RoleDefinition}. */
    record ChangeRolePermissions(RoleName role, Set<Permission> permissions) implements RoleCommand {

        /** As in {@link DefineRole#roleId}. */
        @TargetAggregateIdentifier
        public String roleId() {
            return "role:" + role;
        }
    }

    /** Answers with a {@link RoleDefinition}. */
    record RetireRole(RoleName role) implements RoleCommand {

        /** As in {@link DefineRole#roleId}. */
        @TargetAggregateIdentifier
        public String roleId() {
            return "role:" + role;
        }
    }

    /**
     * Grants and revokes in one step; what is granted already, or not held, is passed over, and what stands in both is
     * granted. Answers with {@link HeldRoles}.
     *
     * @param reason mandatory for whoever is not the platform itself
     */
    record ChangeRoles(UserId userId, Set<RoleName> grant, Set<RoleName> revoke, String reason) implements RoleCommand {

        /** The stream that remembers who holds what: ids are unique across all kinds of aggregates. */
        @TargetAggregateIdentifier
        public String roleHolderId() {
            return "role-holder:" + userId;
        }
    }

    /** Makes the user hold exactly these roles. Answers with {@link HeldRoles}. */
    record ReplaceRoles(UserId userId, Set<RoleName> roles, String reason) implements RoleCommand {

        /** As in {@link ChangeRoles#roleHolderId}. */
        @TargetAggregateIdentifier
        public String roleHolderId() {
            return "role-holder:" + userId;
        }
    }
}
