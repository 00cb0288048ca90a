package dev.annals.user.command;

import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static dev.annals.user.UserRefusal.USER_NOT_FOUND;
import static dev.annals.user.UserRefusal.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

import dev.annals.foundation.security.AccessState;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.user.UserCommand.ChangePassword;
import dev.annals.user.UserEvent.PasswordChanged;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class UserPasswordTest extends UserScenario {

    @Test
    void aNewPasswordOutdatesEveryAccessToken() {
        user.given(REGISTERED)
                .when(new ChangePassword(ALICE, "{argon2}hash", "{argon2}new"))
                .expectEvents(new PasswordChanged(ALICE));
        verify(credentials).replace(ALICE, "{argon2}hash", "{argon2}new");
        assertThat(access.rows.get(ALICE).epoch()).isEqualTo(1);
    }

    @Test
    void aNewPasswordFulfilsTheDutyToChangeIt() {
        access.open(ALICE, true);
        user.given(REGISTERED)
                .when(new ChangePassword(ALICE, "{argon2}hash", "{argon2}new"))
                .expectEvents(new PasswordChanged(ALICE));
        assertThat(access.rows.get(ALICE)).isEqualTo(new AccessState.Row(1, AccessState.Status.ACTIVE, false));
    }

    @Test
    void aPasswordThatSomebodyChangedMeanwhileIsWrong() {
        given(credentials.replace(any(), any(), any())).willReturn(false);
        refused(user.given(REGISTERED).when(new ChangePassword(ALICE, "{argon2}old", "{argon2}new")), WRONG_PASSWORD);
    }

    @Test
    void nobodyChangesThePasswordOfAnother() {
        actor = new Actor.User(OTHER);
        var change = new ChangePassword(ALICE, "{argon2}hash", "{argon2}new");
        refused(user.given(REGISTERED).when(change), USER_NOT_FOUND);
        permissions.addAll(EnumSet.allOf(Permission.class));
        refused(user.given(REGISTERED).when(change), NOT_PERMITTED);
    }
}
