package dev.annals.role.command;

import static dev.annals.role.RoleName.ADMIN;
import static dev.annals.role.RoleName.AUDITOR;
import static dev.annals.role.RoleName.BUILT_IN;
import static dev.annals.role.RoleName.OPERATOR;
import static dev.annals.role.RoleName.USER;
import static dev.annals.role.command.RoleWorld.ALL;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import dev.annals.foundation.web.RequestContext;
import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleRefusal;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import java.util.ArrayList;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class BuiltInRolesTest {

    private static final Set<Permission> OF_USERS = Set.of(CLAIMS_MAKE);
    private static final Set<Permission> OF_OPERATORS = Set.of(
            USERS_READ,
            SESSIONS_READ,
            ROLES_READ,
            CAMPAIGNS_DEFINE,
            CAMPAIGNS_OPERATE,
            CAMPAIGNS_READ,
            INVITATIONS_READ,
            REWARDS_DEFINE,
            CLAIMS_SETTLE,
            CLAIMS_READ);
    private static final Set<Permission> OF_AUDITORS = Set.of(
            USERS_READ,
            SESSIONS_READ,
            ROLES_READ,
            AUDIT_READ,
            AUDIT_EXPORT,
            AUDIT_VERIFY,
            CAMPAIGNS_READ,
            INVITATIONS_READ,
            CLAIMS_READ);

    private final RoleWorld world = new RoleWorld();
    private final CommandGateway commands = mock(CommandGateway.class);

    @Test
    void aNewStoreIsGivenTheFourRolesByThePlatform() {
        forget();
        var actors = new ArrayList<Actor>();
        given(commands.sendAndWait(any(DefineRole.class)))
                .willAnswer(call -> actors.add(RequestContext.current().actor()));

        start();

        then(commands).should().sendAndWait(new DefineRole(USER, OF_USERS));
        then(commands).should().sendAndWait(new DefineRole(ADMIN, ALL));
        assertThat(actors).hasSize(BUILT_IN.size()).containsOnly(new Actor.System("platform"));
    }

    @Test
    void aStoreThatDiffersFromTheCodeIsMadeToAgree() {
        start();

        then(commands).should().sendAndWait(new ChangeRolePermissions(OPERATOR, OF_OPERATORS));
        then(commands).should(never()).sendAndWait(new ChangeRolePermissions(ADMIN, ALL));
    }

    @Test
    void aStoreThatAgreesIsLeftAlone() {
        world.catalogue.setPermissions(USER, OF_USERS);
        world.catalogue.setPermissions(OPERATOR, OF_OPERATORS);
        world.catalogue.setPermissions(AUDITOR, OF_AUDITORS);

        start();

        then(commands).shouldHaveNoInteractions();
    }

    @Test
    void aProcessThatIsSecondToDefineStartsAllTheSame() {
        forget();
        willThrow(new CommandRefused(RoleRefusal.ROLE_EXISTS)).given(commands).sendAndWait(any(DefineRole.class));

        start();

        then(commands).should().sendAndWait(new ChangeRolePermissions(ADMIN, ALL));
    }

    private void forget() {
        world.jdbc.update("DELETE FROM role_permission");
        world.jdbc.update("DELETE FROM role_definition");
    }

    private void start() {
        new BuiltInRoles(world.catalogue, commands).run(new DefaultApplicationArguments());
    }
}
