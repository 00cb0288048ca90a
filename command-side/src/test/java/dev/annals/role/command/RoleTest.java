package dev.annals.role.command;

import static dev.annals.role.RoleName.OPERATOR;
import static dev.annals.role.RoleRefusal.BUILT_IN_ROLE;
import static dev.annals.role.RoleRefusal.GRANT_EXCEEDS_YOURS;
import static dev.annals.role.RoleRefusal.ROLE_EXISTS;
import static dev.annals.role.RoleRefusal.ROLE_NOT_FOUND;
import static dev.annals.role.command.RoleWorld.ALICE;
import static dev.annals.role.command.RoleWorld.BOB;
import static dev.annals.role.command.RoleWorld.CAROL;
import static dev.annals.role.command.RoleWorld.DOCTOR;
import static dev.annals.shared.Permission.AUDIT_READ;
import static dev.annals.shared.Permission.ROLES_DEFINE;
import static dev.annals.shared.Permission.ROLES_GRANT;
import static dev.annals.shared.Permission.SESSIONS_READ;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleCommand.RetireRole;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Refusal;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Alice defines roles, an ADMIN unless a test says otherwise. */
class RoleTest {

    private static final RoleDefined DEFINED = new RoleDefined(DOCTOR, List.of(USERS_READ, SESSIONS_READ));
    private static final RoleRetired RETIRED = new RoleRetired(DOCTOR);

    private final RoleWorld world = new RoleWorld();

    @Test
    void anAdminDefinesARole() {
        byAdmin()
                .givenNoPriorActivity()
                .when(new DefineRole(DOCTOR, Set.of(SESSIONS_READ, USERS_READ)))
                .expectEvents(DEFINED)
                .expectResultMessagePayload(new RoleDefinition(DOCTOR, DEFINED.permissions(), false));

        assertThat(world.catalogue.find(List.of(DOCTOR)))
                .containsEntry(DOCTOR, new RoleDefinition(DOCTOR, DEFINED.permissions(), false));
    }

    @Test
    void aRoleMayPermitNothing() {
        byAdmin()
                .givenNoPriorActivity()
                .when(new DefineRole(DOCTOR, Set.of()))
                .expectEvents(new RoleDefined(DOCTOR, List.of()));
    }

    @Test
    void aNameIsDefinedOnce() {
        refused(doctor(byAdmin()).when(new DefineRole(DOCTOR, Set.of(USERS_READ))), ROLE_EXISTS);
    }

    @Test
    void aNameIsDefinedOnceAlsoByTwoAtOnce() {
        world.catalogue.define(DOCTOR, Set.of()); // by another process, a moment ago

        refused(byAdmin().givenNoPriorActivity().when(new DefineRole(DOCTOR, Set.of())), ROLE_EXISTS);
    }

    @Test
    void theFixedRolesCannotBeDefined() {
        refused(byAdmin().givenNoPriorActivity().when(new DefineRole(OPERATOR, Set.of())), BUILT_IN_ROLE);
    }

    @Test
    void nobodyDefinesWithoutThePermission() {
        refused(by(ROLES_GRANT).givenNoPriorActivity().when(new DefineRole(DOCTOR, Set.of())), NOT_PERMITTED);
    }

    @Test
    void nobodyDefinesWhatHeMayNotHimself() {
        refused(
                by(ROLES_DEFINE).givenNoPriorActivity().when(new DefineRole(DOCTOR, Set.of(USERS_READ))),
                GRANT_EXCEEDS_YOURS);
    }

    @Test
    void whoHasThePermissionsMayDefineARoleOfThem() {
        by(ROLES_DEFINE, USERS_READ)
                .givenNoPriorActivity()
                .when(new DefineRole(DOCTOR, Set.of(USERS_READ)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void anAdminChangesWhatARolePermits() {
        world.holdings.grant(BOB, DOCTOR, true);
        world.holdings.grant(CAROL, DOCTOR, true);

        doctor(byAdmin())
                .when(new ChangeRolePermissions(DOCTOR, Set.of(AUDIT_READ)))
                .expectEvents(new RolePermissionsChanged(DOCTOR, List.of(AUDIT_READ)))
                .expectResultMessagePayload(new RoleDefinition(DOCTOR, List.of(AUDIT_READ), false));

        assertThat(world.authority.permissionsOf(BOB)).containsExactly(AUDIT_READ);
        assertThat(world.access.raised).containsExactly(BOB, CAROL);
    }

    @Test
    void changingToTheSamePermissionsChangesNothing() {
        doctor(byAdmin())
                .when(new ChangeRolePermissions(DOCTOR, Set.of(SESSIONS_READ, USERS_READ)))
                .expectNoEvents()
                .expectResultMessagePayload(new RoleDefinition(DOCTOR, DEFINED.permissions(), false));
    }

    @Test
    void nobodyChangesARoleWithoutThePermission() {
        refused(doctor(by(ROLES_GRANT)).when(new ChangeRolePermissions(DOCTOR, Set.of())), NOT_PERMITTED);
    }

    @Test
    void nobodyAddsToARoleWhatHeMayNotHimself() {
        refused(
                doctor(by(ROLES_DEFINE, USERS_READ, SESSIONS_READ))
                        .when(new ChangeRolePermissions(DOCTOR, Set.of(USERS_READ, SESSIONS_READ, AUDIT_READ))),
                GRANT_EXCEEDS_YOURS);
    }

    @Test
    void nobodyTakesFromARoleWhatHeMayNotHimself() {
        refused(
                doctor(by(ROLES_DEFINE, USERS_READ)).when(new ChangeRolePermissions(DOCTOR, Set.of(USERS_READ))),
                GRANT_EXCEEDS_YOURS);
    }

    @Test
    void theFixedRolesCannotBeChanged() {
        refused(byAdmin().givenNoPriorActivity().when(new ChangeRolePermissions(OPERATOR, Set.of())), BUILT_IN_ROLE);
    }

    @Test
    void thePlatformChangesTheFixedRolesAndSendsNobodyToRefresh() {
        world.holdings.grant(BOB, OPERATOR, true);

        world.fixture(Role.class, new Actor.System("platform"))
                .given(new RoleDefined(OPERATOR, List.of()))
                .when(new ChangeRolePermissions(OPERATOR, Set.of(AUDIT_READ)))
                .expectEvents(new RolePermissionsChanged(OPERATOR, List.of(AUDIT_READ)));

        assertThat(world.access.raised).isEmpty();
    }

    @Test
    void aRoleThatIsMissingCannotBeChanged() {
        refused(byAdmin().givenNoPriorActivity().when(new ChangeRolePermissions(DOCTOR, Set.of())), ROLE_NOT_FOUND);
    }

    @Test
    void anAdminRetiresARole() {
        doctor(byAdmin())
                .when(new RetireRole(DOCTOR))
                .expectEvents(RETIRED)
                .expectResultMessagePayload(new RoleDefinition(DOCTOR, DEFINED.permissions(), true));

        assertThat(world.catalogue.find(List.of(DOCTOR)).get(DOCTOR).retired()).isTrue();
    }

    @Test
    void retiringTwiceChangesNothing() {
        doctor(byAdmin())
                .andGiven(RETIRED)
                .when(new RetireRole(DOCTOR))
                .expectNoEvents()
                .expectResultMessagePayload(new RoleDefinition(DOCTOR, DEFINED.permissions(), true));
    }

    @Test
    void aRetiredRoleCanStillBeNarrowed() {
        doctor(byAdmin())
                .andGiven(RETIRED)
                .when(new ChangeRolePermissions(DOCTOR, Set.of()))
                .expectEvents(new RolePermissionsChanged(DOCTOR, List.of()));
    }

    @Test
    void nobodyRetiresARoleWithoutThePermission() {
        refused(doctor(by(ROLES_GRANT)).when(new RetireRole(DOCTOR)), NOT_PERMITTED);
    }

    @Test
    void nobodyRetiresARoleThatPermitsMoreThanHeMay() {
        refused(doctor(by(ROLES_DEFINE, USERS_READ)).when(new RetireRole(DOCTOR)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void theFixedRolesCannotBeRetired() {
        refused(byAdmin().givenNoPriorActivity().when(new RetireRole(OPERATOR)), BUILT_IN_ROLE);
    }

    @Test
    void aRoleThatIsMissingCannotBeRetired() {
        refused(byAdmin().givenNoPriorActivity().when(new RetireRole(DOCTOR)), ROLE_NOT_FOUND);
    }

    private AggregateTestFixture<Role> byAdmin() {
        return world.fixture(Role.class, world.admin(ALICE));
    }

    private AggregateTestFixture<Role> by(Permission... permissions) {
        return world.fixture(Role.class, world.userWith(ALICE, permissions));
    }

    private TestExecutor<Role> doctor(AggregateTestFixture<Role> fixture) {
        world.catalogue.define(DOCTOR, DEFINED.permissions());
        return fixture.given(DEFINED);
    }

    private static void refused(ResultValidator<Role> result, Refusal refusal) {
        result.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(refusal);
    }
}
