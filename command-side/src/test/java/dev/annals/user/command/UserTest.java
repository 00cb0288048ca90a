package dev.annals.user.command;

import static dev.annals.user.UserRefusal.EMAIL_TAKEN;
import static dev.annals.user.UserRefusal.INVALID_EMAIL;
import static dev.annals.user.UserRefusal.INVALID_PROFILE;
import static dev.annals.user.UserRefusal.INVALID_USERNAME;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Purpose;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ChangeUsername;
import dev.annals.user.UserCommand.RegisterUser;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UsernameChanged;
import java.util.List;
import java.util.Map;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

/** Who registers, and what is said of him: profile, names, address. */
class UserTest extends UserScenario {

    @Test
    void whoeverRegistersHasAnAccount() {
        user.givenNoPriorActivity()
                .andGivenCurrentTime(NOW)
                .when(register("alice", "alice@example.com"))
                .expectEvents(REGISTERED)
                .expectResultMessagePayload(new Account(ALICE, 42, NAME, ADDRESS, BLANK, AccountStatus.ACTIVE, 1, NOW));
        verify(credentials).open(ALICE, "{argon2}hash");
    }

    @Test
    void anAddressIsNotNeeded() {
        user.givenNoPriorActivity()
                .when(register("alice", null))
                .expectEvents(new UserRegistered(ALICE, 42, NAME, null, BLANK, 1));
    }

    @Test
    void aProfileMayComeWithTheRegistration() {
        user.givenNoPriorActivity()
                .when(new RegisterUser(
                        ALICE,
                        "alice",
                        null,
                        "{argon2}hash",
                        Map.of(ProfileField.DISPLAY_NAME, " Alice ", ProfileField.BIO, ""),
                        false))
                .expectEvents(new UserRegistered(ALICE, 42, NAME, null, ALICE_LIDDELL, 1));
    }

    @Test
    void aOneTimePasswordMustBeChanged() {
        access.rows.clear();
        user.givenNoPriorActivity()
                .when(new RegisterUser(ALICE, "alice", null, "{argon2}hash", Map.of(), true))
                .expectSuccessfulHandlerExecution();
        assertThat(access.rows.get(ALICE).passwordChangeRequired()).isTrue();
    }

    @Test
    void aTakenNameIsRefused() {
        willThrow(new CommandRefused(USERNAME_TAKEN)).given(reservations).reserve(any(), any(), any());
        refused(user.givenNoPriorActivity().when(register("alice", null)), USERNAME_TAKEN);
    }

    @Test
    void anUnacceptableNameOrAddressIsRefused() {
        refused(user.givenNoPriorActivity().when(register("al ice", null)), INVALID_USERNAME);
        refused(user.givenNoPriorActivity().when(register("alice", "nowhere")), INVALID_EMAIL);
    }

    @Test
    void aProfileIsChangedFieldByField() {
        actor = new Actor.User(ALICE);
        var named = new ProfileChanged(ALICE, NAME, ADDRESS, ALICE_LIDDELL, 2);
        user.given(REGISTERED, named)
                .when(new ChangeProfile(ALICE, Map.of(ProfileField.ZONE, "Asia/Seoul")))
                .expectEvents(new ProfileChanged(
                        ALICE,
                        NAME,
                        ADDRESS,
                        new Profile(
                                ALICE_LIDDELL.displayName(),
                                null,
                                null,
                                sealed(Purpose.ZONE, "Asia/Seoul"),
                                null,
                                null),
                        3));
    }

    @Test
    void anEmptyTextClearsAField() {
        user.given(REGISTERED, new ProfileChanged(ALICE, NAME, ADDRESS, ALICE_LIDDELL, 2))
                .when(new ChangeProfile(ALICE, Map.of(ProfileField.DISPLAY_NAME, "")))
                .expectEvents(new ProfileChanged(ALICE, NAME, ADDRESS, BLANK, 3));
    }

    @Test
    void aProfileThatSaysSoAlreadyIsNotChanged() {
        user.given(REGISTERED, new ProfileChanged(ALICE, NAME, ADDRESS, ALICE_LIDDELL, 2))
                .when(new ChangeProfile(ALICE, Map.of(ProfileField.DISPLAY_NAME, "Alice", ProfileField.BIO, "")))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(
                        Matchers.matches((Account account) -> account.profile().equals(ALICE_LIDDELL)));
    }

    @Test
    void aProfileFieldMustBeOfItsKind() {
        for (var wrong : List.of(
                Map.of(ProfileField.DISPLAY_NAME, "a".repeat(101)),
                Map.of(ProfileField.FIRST_NAME, "Al\u0007ice"),
                Map.of(ProfileField.AVATAR, "javascript:alert(1)"),
                Map.of(ProfileField.AVATAR, "not a url"),
                Map.of(ProfileField.BIO, "ก".repeat(1000)))) {
            refused(user.given(REGISTERED).when(new ChangeProfile(ALICE, wrong)), INVALID_PROFILE);
        }
        for (var zone : List.of("Nowhere/Town", "+09:00", "UTC+9", "../etc"))
            refused(
                    user.given(REGISTERED).when(new ChangeProfile(ALICE, Map.of(ProfileField.ZONE, zone))),
                    SharedRefusal.UNKNOWN_ZONE);
    }

    @Test
    void aUsernameIsChanged() {
        user.given(REGISTERED)
                .when(new ChangeUsername(ALICE, "alice2"))
                .expectEvents(new UsernameChanged(ALICE, sealed(Purpose.USERNAME, "alice2"), ADDRESS, 2));
        verify(reservations).rename(ALICE, Username.of("alice2"));
    }

    @Test
    void theSameUsernameChangesNothing() {
        user.given(REGISTERED).when(new ChangeUsername(ALICE, "alice")).expectNoEvents();
        verify(reservations, never()).rename(any(), any());
    }

    @Test
    void aUsernameOfSomebodyElseIsRefused() {
        willThrow(new CommandRefused(USERNAME_TAKEN)).given(reservations).rename(any(), any());
        refused(user.given(REGISTERED).when(new ChangeUsername(ALICE, "bob")), USERNAME_TAKEN);
    }

    @Test
    void anAddressIsChanged() {
        user.given(REGISTERED)
                .when(new ChangeEmail(ALICE, "new@example.com"))
                .expectEvents(new EmailChanged(ALICE, NAME, sealed(Purpose.EMAIL, "new@example.com"), 2));
    }

    @Test
    void anAddressIsTakenAway() {
        user.given(REGISTERED).when(new ChangeEmail(ALICE, null)).expectEvents(new EmailChanged(ALICE, NAME, null, 2));
        verify(reservations).readdress(ALICE, null);
    }

    @Test
    void theSameAddressChangesNothing() {
        user.given(REGISTERED).when(new ChangeEmail(ALICE, "alice@example.com")).expectNoEvents();
    }

    @Test
    void anAddressOfSomebodyElseIsRefused() {
        willThrow(new CommandRefused(EMAIL_TAKEN)).given(reservations).readdress(any(), any());
        refused(user.given(REGISTERED).when(new ChangeEmail(ALICE, "bob@example.com")), EMAIL_TAKEN);
    }
}
