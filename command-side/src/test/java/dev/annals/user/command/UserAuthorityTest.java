package dev.annals.user.command;

import static dev.annals.shared.Permission.USERS_CHANGE;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static dev.annals.user.UserRefusal.USER_NOT_FOUND;

import dev.annals.shared.Actor;
import dev.annals.shared.Purpose;
import dev.annals.user.AccountStatus;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangePassword;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ChangeUsername;
import dev.annals.user.UserCommand.CompleteErasure;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.EraseUser;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserEvent.UsernameChanged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what to whom. */
class UserAuthorityTest extends UserScenario {

    @Test
    void toWhoeverMayNotSeeHimAUserDoesNotExist() {
        actor = new Actor.User(OTHER);
        for (var wish : everything()) refused(user.given(REGISTERED).when(wish), USER_NOT_FOUND);
        actor = new Actor.Anonymous();
        for (var wish : everything()) refused(user.given(REGISTERED).when(wish), USER_NOT_FOUND);
    }

    @Test
    void whoeverMaySeeHimMayNotChangeHimForThat() {
        actor = new Actor.User(OTHER);
        permissions.add(USERS_READ);
        for (var wish : everything())
            if (!(wish instanceof ReadBackUser)) refused(user.given(REGISTERED).when(wish), NOT_PERMITTED);
        answers(user.given(REGISTERED).when(new ReadBackUser(ALICE)), AccountStatus.ACTIVE);
    }

    @Test
    void nobodyBlocksOrRestoresHimself() {
        refused(user.given(REGISTERED).when(new BlockUser(ALICE, "me")), NOT_PERMITTED);
        refused(user.given(REGISTERED).when(new RestoreUser(ALICE, null)), NOT_PERMITTED);
    }

    @Test
    void aBlockedUserChangesNothingEvenWithATokenThatStillCounts() {
        for (var wish : everything()) refused(user.given(REGISTERED, BLOCKED).when(wish), NOT_PERMITTED);
    }

    @Test
    void thePlatformItselfMayDoEverything() {
        actor = new Actor.System("test");
        for (var wish : everything()) user.given(REGISTERED).when(wish).expectSuccessfulHandlerExecution();
    }

    @Test
    void whoeverMayChangeUsersChangesAnother() {
        actor = new Actor.User(OTHER);
        permissions.add(USERS_CHANGE);
        user.given(REGISTERED)
                .when(new ChangeUsername(ALICE, "alice2"))
                .expectEvents(new UsernameChanged(ALICE, sealed(Purpose.USERNAME, "alice2"), ADDRESS, 2));
    }

    @Test
    void anAccountIsReadBackByItsOwner() {
        answers(user.given(REGISTERED).when(new ReadBackUser(ALICE)), AccountStatus.ACTIVE);
        answers(user.given(REGISTERED, DELETED).when(new ReadBackUser(ALICE)), AccountStatus.DELETED);
    }

    private static List<UserCommand> everything() {
        return List.of(
                new ChangeProfile(ALICE, Map.of(ProfileField.BIO, "x")),
                new ChangeUsername(ALICE, "alice2"),
                new ChangeEmail(ALICE, "new@example.com"),
                new ChangePassword(ALICE, "{argon2}hash", "{argon2}new"),
                new BlockUser(ALICE, "spam"),
                new RestoreUser(ALICE, null),
                new DeleteUser(ALICE, null),
                new EraseUser(ALICE, null),
                new CompleteErasure(ALICE, false),
                new ReadBackUser(ALICE));
    }
}
