package dev.annals.role.command;

import static dev.annals.role.RoleName.ADMIN;
import static dev.annals.role.RoleName.AUDITOR;
import static dev.annals.role.RoleName.OPERATOR;
import static dev.annals.role.RoleName.USER;
import static dev.annals.role.RoleRefusal.GRANT_EXCEEDS_YOURS;
import static dev.annals.role.RoleRefusal.LAST_ADMIN;
import static dev.annals.role.RoleRefusal.REASON_REQUIRED;
import static dev.annals.role.RoleRefusal.ROLE_NOT_DEFINED;
import static dev.annals.role.RoleRefusal.ROLE_RETIRED;
import static dev.annals.role.RoleRefusal.USER_DELETED;
import static dev.annals.role.RoleRefusal.USER_NOT_FOUND;
import static dev.annals.role.command.RoleWorld.ALICE;
import static dev.annals.role.command.RoleWorld.ALL;
import static dev.annals.role.command.RoleWorld.BOB;
import static dev.annals.role.command.RoleWorld.DOCTOR;
import static dev.annals.role.command.RoleWorld.sealed;
import static dev.annals.shared.Permission.ROLES_GRANT;
import static dev.annals.shared.Permission.SESSIONS_END;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.security.AccessState.Status;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleCommand.ReplaceRoles;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Bob is who is given and taken roles; Alice is who gives and takes, an ADMIN unless a test says otherwise. */
class RoleHolderTest {

    private static final Actor REGISTRATION = new Actor.System("registration");
    private static final Actor BY_ALICE = new Actor.User(ALICE);
    private static final RoleGranted BOB_IS_USER = new RoleGranted(BOB, USER, REGISTRATION, null);
    private static final String WHY = "covers the night shift";

    private final RoleWorld world = new RoleWorld();

    @Test
    void aRegistrationGrantsUser() {
        world.fixture(RoleHolder.class, REGISTRATION)
                .givenNoPriorActivity()
                .when(new GrantUserRole(BOB))
                .expectEvents(BOB_IS_USER);

        assertThat(world.authority.rolesOf(BOB)).containsExactly("USER");
        assertThat(world.access.raised).isEmpty();
    }

    @Test
    void anAdminGrantsARoleAndSaysWhy() {
        world.admin(ALICE);

        bob(BY_ALICE)
                .when(grant(OPERATOR))
                .expectEvents(new RoleGranted(BOB, OPERATOR, BY_ALICE, sealed(BOB, WHY)))
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(OPERATOR, USER)));

        assertThat(world.authority.permissionsOf(BOB)).containsExactly(USERS_READ);
        assertThat(world.access.raised).containsExactly(BOB);
    }

    @Test
    void anAdminRevokesARoleAndSaysWhy() {
        world.admin(ALICE);

        bob(BY_ALICE, OPERATOR)
                .when(revoke(OPERATOR))
                .expectEvents(new RoleRevoked(BOB, OPERATOR, BY_ALICE, sealed(BOB, WHY)))
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(USER)));

        assertThat(world.authority.permissionsOf(BOB)).isEmpty();
        assertThat(world.access.raised).containsExactly(BOB);
    }

    @Test
    void whatIsHeldAlreadyIsPassedOver() {
        world.admin(ALICE);

        bob(BY_ALICE, OPERATOR)
                .when(grant(OPERATOR))
                .expectNoEvents()
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(OPERATOR, USER)));

        assertThat(world.access.raised).isEmpty();
    }

    @Test
    void whatIsNotHeldIsPassedOver() {
        world.admin(ALICE);

        bob(BY_ALICE)
                .when(revoke(OPERATOR))
                .expectNoEvents()
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(USER)));
    }

    @Test
    void whatIsGrantedAndRevokedAtOnceIsGranted() {
        world.admin(ALICE);

        bob(BY_ALICE)
                .when(new ChangeRoles(BOB, Set.of(OPERATOR), Set.of(OPERATOR, USER), WHY))
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(OPERATOR)));
    }

    @Test
    void replacingGrantsAndRevokesWhatDiffers() {
        world.admin(ALICE);

        bob(BY_ALICE, OPERATOR)
                .when(new ReplaceRoles(BOB, Set.of(AUDITOR, USER), WHY))
                .expectEvents(
                        new RoleGranted(BOB, AUDITOR, BY_ALICE, sealed(BOB, WHY)),
                        new RoleRevoked(BOB, OPERATOR, BY_ALICE, sealed(BOB, WHY)))
                .expectResultMessagePayload(new HeldRoles(BOB, List.of(AUDITOR, USER)));
    }

    @Test
    void anAnswerThatNothingChangesIsNeverStale() {
        world.admin(ALICE);
        var bob = bob(BY_ALICE, OPERATOR);
        world.holdings.revoke(BOB, OPERATOR); // by another process, whose event this one's cache has not seen

        bob.when(grant(OPERATOR)).expectException(ConcurrencyException.class);
    }

    @Test
    void nobodyGrantsWithoutThePermission() {
        world.userWith(ALICE, USERS_READ, SESSIONS_END);

        refused(bob(BY_ALICE).when(grant(OPERATOR)), NOT_PERMITTED);
    }

    @Test
    void nobodyGrantsWithoutSayingWhoHeIs() {
        refused(bob(new Actor.Anonymous()).when(grant(OPERATOR)), NOT_PERMITTED);
    }

    @Test
    void aBlockedAdminGrantsNothing() {
        world.admin(ALICE);
        world.admin(RoleWorld.CAROL);
        world.holdings.suspend(ALICE);

        refused(bob(BY_ALICE).when(grant(OPERATOR)), NOT_PERMITTED);
    }

    @Test
    void nobodyGrantsPermissionsThatHeDoesNotHave() {
        world.userWith(ALICE, ROLES_GRANT, USERS_READ);

        refused(bob(BY_ALICE).when(grant(AUDITOR)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void whoHasThePermissionsOfARoleMayGrantIt() {
        world.userWith(ALICE, ROLES_GRANT, USERS_READ);

        bob(BY_ALICE).when(grant(OPERATOR)).expectSuccessfulHandlerExecution();
    }

    @Test
    void nobodyMakesHimselfAdmin() {
        world.userWith(ALICE, ROLES_GRANT);

        refused(holder(ALICE, BY_ALICE).when(change(ALICE, Set.of(ADMIN), Set.of())), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void onlyAnAdminMakesAnAdminWhateverElseOthersMay() {
        world.userWith(ALICE, ALL.toArray(Permission[]::new));

        refused(bob(BY_ALICE).when(grant(ADMIN)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void onlyAnAdminTakesAnAdminAwayWhateverElseOthersMay() {
        world.admin(RoleWorld.CAROL);
        world.userWith(ALICE, ALL.toArray(Permission[]::new));

        refused(bob(BY_ALICE, ADMIN).when(revoke(ADMIN)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void nobodyRevokesPermissionsThatHeDoesNotHave() {
        world.userWith(ALICE, ROLES_GRANT);

        refused(bob(BY_ALICE, OPERATOR).when(revoke(OPERATOR)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void replacingDoesNotTakeAwayWhatMayNotBeRevoked() {
        world.userWith(ALICE, ROLES_GRANT);

        refused(bob(BY_ALICE, OPERATOR).when(new ReplaceRoles(BOB, Set.of(USER), WHY)), GRANT_EXCEEDS_YOURS);
    }

    @Test
    void aReasonIsMandatory() {
        world.admin(ALICE);

        refused(bob(BY_ALICE).when(new ChangeRoles(BOB, Set.of(OPERATOR), Set.of(), "  ")), REASON_REQUIRED);
    }

    @Test
    void aReasonHasAtMost500Characters() {
        world.admin(ALICE);

        refused(bob(BY_ALICE).when(new ChangeRoles(BOB, Set.of(OPERATOR), Set.of(), "x".repeat(501))), REASON_REQUIRED);
    }

    @Test
    void aReasonOf500CharactersOutsideTheBasicPlaneIsOne() {
        world.admin(ALICE);

        bob(BY_ALICE)
                .when(new ChangeRoles(BOB, Set.of(OPERATOR), Set.of(), "😀".repeat(500)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void thePlatformNeedsNoReasonAndNoRole() {
        var bootstrap = new Actor.System("bootstrap");

        bob(bootstrap)
                .when(new ChangeRoles(BOB, Set.of(ADMIN), Set.of(), ""))
                .expectEvents(new RoleGranted(BOB, ADMIN, bootstrap, null));
    }

    @Test
    void aRoleThatIsNotDefinedCannotBeGranted() {
        world.admin(ALICE);

        refused(bob(BY_ALICE).when(grant(DOCTOR)), ROLE_NOT_DEFINED);
    }

    @Test
    void aRoleThatIsNotDefinedCannotBeRevoked() {
        world.admin(ALICE);

        refused(bob(BY_ALICE).when(revoke(DOCTOR)), ROLE_NOT_DEFINED);
    }

    @Test
    void aRetiredRoleCannotBeGranted() {
        world.admin(ALICE);
        world.catalogue.retire(OPERATOR);

        refused(bob(BY_ALICE).when(grant(OPERATOR)), ROLE_RETIRED);
    }

    @Test
    void aRetiredRoleCanBeRevoked() {
        world.admin(ALICE);
        world.catalogue.retire(OPERATOR);

        bob(BY_ALICE, OPERATOR).when(revoke(OPERATOR)).expectSuccessfulHandlerExecution();
    }

    @Test
    void anUnknownUserHoldsNothing() {
        world.admin(ALICE);
        var stranger = UserId.of("00000000-0000-4000-8000-0000000000ff");

        refused(
                world.fixture(RoleHolder.class, BY_ALICE)
                        .givenNoPriorActivity()
                        .when(change(stranger, Set.of(OPERATOR), Set.of())),
                USER_NOT_FOUND);
    }

    @Test
    void aDeletedUserIsGivenNothing() {
        world.admin(ALICE);
        world.access.setStatus(BOB, Status.DELETED);

        refused(bob(BY_ALICE).when(grant(OPERATOR)), USER_DELETED);
    }

    @Test
    void aBlockedUserIsGivenRolesThatPermitNothingYet() {
        world.admin(ALICE);
        world.access.setStatus(BOB, Status.BLOCKED);

        bob(BY_ALICE).when(grant(OPERATOR)).expectSuccessfulHandlerExecution();

        assertThat(world.authority.permissionsOf(BOB)).isEmpty();
    }

    @Test
    void theLastAdminCannotResign() {
        world.admin(ALICE);

        refused(holder(ALICE, BY_ALICE).when(change(ALICE, Set.of(), Set.of(ADMIN))), LAST_ADMIN);
    }

    @Test
    void theLastAdminCannotBeReplacedAway() {
        world.admin(ALICE);

        refused(holder(ALICE, BY_ALICE).when(new ReplaceRoles(ALICE, Set.of(USER), WHY)), LAST_ADMIN);
    }

    @Test
    void anAdminCanResignWhileThereIsAnother() {
        world.admin(ALICE);
        world.admin(BOB);

        holder(ALICE, BY_ALICE).when(change(ALICE, Set.of(), Set.of(ADMIN))).expectSuccessfulHandlerExecution();
    }

    @Test
    void aBlockedAdminIsNoOtherAdmin() {
        world.admin(ALICE);
        world.admin(BOB);
        world.holdings.suspend(BOB);

        refused(holder(ALICE, BY_ALICE).when(change(ALICE, Set.of(), Set.of(ADMIN))), LAST_ADMIN);
    }

    @Test
    void aBlockedAdminCanBeRevoked() {
        world.admin(ALICE);
        world.access.setStatus(BOB, Status.BLOCKED);

        var bob = bob(BY_ALICE, ADMIN);
        world.holdings.suspend(BOB);
        bob.when(revoke(ADMIN)).expectSuccessfulHandlerExecution();
    }

    private TestExecutor<RoleHolder> bob(Actor actor, RoleName... more) {
        for (var role : more) world.holdings.grant(BOB, role, true);
        world.holdings.grant(BOB, USER, true);
        return world.fixture(RoleHolder.class, actor)
                .given(BOB_IS_USER)
                .andGiven(Arrays.stream(more)
                        .map(role -> new RoleGranted(BOB, role, REGISTRATION, null))
                        .toList());
    }

    /** Whatever the tables say this user holds. */
    private TestExecutor<RoleHolder> holder(UserId userId, Actor actor) {
        return world.fixture(RoleHolder.class, actor)
                .given(world.holdings.rolesOf(userId).stream()
                        .map(role -> new RoleGranted(userId, role, REGISTRATION, null))
                        .toList());
    }

    private static ChangeRoles grant(RoleName role) {
        return change(BOB, Set.of(role), Set.of());
    }

    private static ChangeRoles revoke(RoleName role) {
        return change(BOB, Set.of(), Set.of(role));
    }

    private static ChangeRoles change(UserId userId, Set<RoleName> grant, Set<RoleName> revoke) {
        return new ChangeRoles(userId, grant, revoke, WHY);
    }

    private static void refused(ResultValidator<RoleHolder> result, Refusal refusal) {
        result.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(refusal);
    }
}
