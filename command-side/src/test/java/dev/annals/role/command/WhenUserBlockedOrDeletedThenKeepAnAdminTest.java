package dev.annals.role.command;

import static dev.annals.role.RoleRefusal.LAST_ADMIN;
import static dev.annals.role.command.RoleWorld.ALICE;
import static dev.annals.role.command.RoleWorld.ALL;
import static dev.annals.role.command.RoleWorld.BOB;
import static dev.annals.role.command.RoleWorld.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserRestored;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WhenUserBlockedOrDeletedThenKeepAnAdminTest {

    private static final Actor BY_AN_ADMIN = new Actor.User(ALICE);

    private final RoleWorld world = new RoleWorld();
    private final WhenUserBlockedOrDeletedThenKeepAnAdmin policy =
            new WhenUserBlockedOrDeletedThenKeepAnAdmin(world.holdings);

    @Test
    void theLastAdminCannotBeBlocked() {
        world.admin(ALICE);

        refused(() -> policy.react(blocked(ALICE)));
    }

    @Test
    void theLastAdminCannotBeDeleted() {
        world.admin(ALICE);

        refused(() -> policy.react(deleted(ALICE), BY_AN_ADMIN));
    }

    @Test
    void aBlockedAdminMayNothingMore() {
        world.admin(ALICE);
        world.admin(BOB);

        policy.react(blocked(BOB));

        assertThat(world.authority.permissionsOf(BOB)).isEmpty();
        refused(() -> policy.react(blocked(ALICE)));
    }

    @Test
    void aRestoredAdminIsOneAgain() {
        world.admin(ALICE);
        world.admin(BOB);
        policy.react(blocked(BOB));

        policy.react(new UserRestored(BOB, null));

        assertThat(world.authority.permissionsOf(BOB)).isEqualTo(ALL);
        policy.react(blocked(ALICE));
        assertThat(world.authority.permissionsOf(ALICE)).isEmpty();
    }

    @Test
    void aDeletedAdminIsNoOtherAdmin() {
        world.admin(ALICE);
        world.admin(BOB);

        policy.react(deleted(BOB), BY_AN_ADMIN);

        refused(() -> policy.react(deleted(ALICE), BY_AN_ADMIN));
    }

    @Test
    void whatARestoreRepeatsIsNotRefused() {
        world.admin(ALICE);

        policy.react(deleted(ALICE), Actor.RESTORE);

        assertThat(world.holdings.hasActiveAdmin()).isFalse();
        assertThat(world.authority.permissionsOf(ALICE)).isEmpty();
    }

    @Test
    void othersAreBlockedAndRestoredFreely() {
        world.holdings.grant(BOB, RoleName.OPERATOR, true);

        policy.react(blocked(BOB));
        policy.react(new UserRestored(BOB, null));

        assertThat(world.holdings.hasActiveAdmin()).isFalse();
        assertThat(world.authority.permissionsOf(BOB)).isNotEmpty();
    }

    private static void refused(ThrowingCallable work) {
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(work)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(LAST_ADMIN));
    }

    private static UserBlocked blocked(UserId userId) {
        return new UserBlocked(userId, sealed(userId, "left the company"));
    }

    private static UserDeleted deleted(UserId userId) {
        return new UserDeleted(userId, sealed(userId, "name"), null, null, 2);
    }
}
