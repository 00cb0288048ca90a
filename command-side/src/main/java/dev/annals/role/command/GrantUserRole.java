package dev.annals.role.command;

import dev.annals.shared.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens the record of what a user holds, with the role that everybody has. Sent in the registration's transaction. */
record GrantUserRole(UserId userId) {

    @TargetAggregateIdentifier
    public String roleHolderId() {
        return "role-holder:" + userId;
    }
}
