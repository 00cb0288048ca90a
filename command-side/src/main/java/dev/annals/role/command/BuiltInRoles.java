package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.ROLE_EXISTS;
import static dev.annals.shared.Permission.AUDIT_EXPORT;
import static dev.annals.shared.Permission.AUDIT_READ;
import static dev.annals.shared.Permission.AUDIT_VERIFY;
import static dev.annals.shared.Permission.CAMPAIGNS_DEFINE;
import static dev.annals.shared.Permission.CAMPAIGNS_OPERATE;
import static dev.annals.shared.Permission.CAMPAIGNS_READ;
import static dev.annals.shared.Permission.CLAIMS_MAKE;
import static dev.annals.shared.Permission.CLAIMS_READ;
import static dev.annals.shared.Permission.CLAIMS_SETTLE;
import static dev.annals.shared.Permission.INVITATIONS_READ;
import static dev.annals.shared.Permission.REWARDS_DEFINE;
import static dev.annals.shared.Permission.ROLES_READ;
import static dev.annals.shared.Permission.SESSIONS_READ;
import static dev.annals.shared.Permission.USERS_READ;

import dev.annals.foundation.web.RequestContext;
import dev.annals.role.RoleCommand;
import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The roles every store has. What they permit stands here; at the start the store is made to agree. */
@Component
@Order(BuiltInRoles.BEFORE_THE_FIRST_ADMIN)
class BuiltInRoles implements ApplicationRunner {

    static final int BEFORE_THE_FIRST_ADMIN = 100;

    private static final Map<RoleName, Set<Permission>> IN_CODE = Map.of(
            RoleName.USER,
            Set.of(CLAIMS_MAKE),
            RoleName.OPERATOR,
            Set.of(
                    USERS_READ,
                    SESSIONS_READ,
                    ROLES_READ,
                    CAMPAIGNS_DEFINE,
                    CAMPAIGNS_OPERATE,
                    CAMPAIGNS_READ,
                    INVITATIONS_READ,
                    REWARDS_DEFINE,
                    CLAIMS_SETTLE,
                    CLAIMS_READ),
            RoleName.AUDITOR,
            Set.of(
                    USERS_READ,
                    SESSIONS_READ,
                    ROLES_READ,
                    AUDIT_READ,
                    AUDIT_EXPORT,
                    AUDIT_VERIFY,
                    CAMPAIGNS_READ,
                    INVITATIONS_READ,
                    CLAIMS_READ),
            RoleName.ADMIN,
            EnumSet.allOf(Permission.class));

    private final Catalogue catalogue;
    private final CommandGateway commands;

    BuiltInRoles(Catalogue catalogue, CommandGateway commands) {
        this.catalogue = catalogue;
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var stored = catalogue.find(IN_CODE.keySet());
        IN_CODE.forEach((role, permissions) -> agree(role, permissions, stored.get(role)));
    }

    private void agree(RoleName role, Set<Permission> permissions, @Nullable RoleDefinition stored) {
        if (stored == null) define(role, permissions);
        else if (!Set.copyOf(stored.permissions()).equals(permissions))
            send(new ChangeRolePermissions(role, permissions));
    }

    private void define(RoleName role, Set<Permission> permissions) {
        try {
            send(new DefineRole(role, permissions));
        } catch (CommandRefused refused) {
            // Another process that starts at the same time was faster; what it defined may be an older version's.
            if (refused.refusal() != ROLE_EXISTS) throw refused;
            send(new ChangeRolePermissions(role, permissions));
        }
    }

    private void send(RoleCommand command) {
        RequestContext.system("platform").during(() -> commands.sendAndWait(command));
    }
}
