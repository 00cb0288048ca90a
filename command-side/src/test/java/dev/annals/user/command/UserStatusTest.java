package dev.annals.user.command;

import static dev.annals.shared.Permission.USERS_DELETE;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.user.UserRefusal.REASON_REQUIRED;
import static dev.annals.user.UserRefusal.USER_DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.security.AccessState;
import dev.annals.shared.Actor;
import dev.annals.user.AccountStatus;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangePassword;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ChangeUsername;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserRestored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Blocked, restored, deleted. */
class UserStatusTest extends UserScenario {

    @Test
    void aUserIsBlockedWithAReason() {
        asOperator();
        user.given(REGISTERED).when(new BlockUser(ALICE, " spam ")).expectEvents(BLOCKED);
        assertThat(access.rows.get(ALICE).status()).isEqualTo(AccessState.Status.BLOCKED);
    }

    @Test
    void aBlockNeedsAReason() {
        asOperator();
        refused(user.given(REGISTERED).when(new BlockUser(ALICE, " ")), REASON_REQUIRED);
        refused(user.given(REGISTERED).when(new BlockUser(ALICE, "x".repeat(501))), REASON_REQUIRED);
    }

    @Test
    void aBlockedUserIsBlockedAlready() {
        asOperator();
        answers(user.given(REGISTERED, BLOCKED).when(new BlockUser(ALICE, "again")), AccountStatus.BLOCKED);
    }

    @Test
    void aBlockIsLifted() {
        asOperator();
        user.given(REGISTERED, BLOCKED).when(new RestoreUser(ALICE, null)).expectEvents(new UserRestored(ALICE, null));
        assertThat(access.rows.get(ALICE).status()).isEqualTo(AccessState.Status.ACTIVE);
    }

    @Test
    void whoIsNotBlockedNeedsNoRestoring() {
        asOperator();
        answers(user.given(REGISTERED).when(new RestoreUser(ALICE, "oops")), AccountStatus.ACTIVE);
    }

    @Test
    void aUserMayDeleteHimself() {
        user.given(REGISTERED).when(new DeleteUser(ALICE, null)).expectEvents(DELETED);
        assertThat(access.rows.get(ALICE).status()).isEqualTo(AccessState.Status.DELETED);
    }

    @Test
    void aUserIsDeletedByWhoeverMay() {
        actor = new Actor.User(OTHER);
        permissions.addAll(Set.of(USERS_READ, USERS_DELETE));
        user.given(REGISTERED, BLOCKED)
                .when(new DeleteUser(ALICE, "spam"))
                .expectEvents(new UserDeleted(ALICE, NAME, ADDRESS, REASON, 2));
    }

    @Test
    void deletingTwiceIsFine() {
        answers(user.given(REGISTERED, DELETED).when(new DeleteUser(ALICE, null)), AccountStatus.DELETED);
    }

    @Test
    void deletionIsFinal() {
        actor = new Actor.System("test");
        for (var wish : List.<UserCommand>of(
                new ChangeProfile(ALICE, Map.of(ProfileField.BIO, "back")),
                new ChangeUsername(ALICE, "alice2"),
                new ChangeEmail(ALICE, null),
                new ChangePassword(ALICE, "a", "b"),
                new BlockUser(ALICE, "spam"),
                new RestoreUser(ALICE, null)))
            refused(user.given(REGISTERED, DELETED).when(wish), USER_DELETED);
    }
}
