package dev.annals.user.command;

import static dev.annals.shared.Permission.USERS_BLOCK;
import static dev.annals.shared.Permission.USERS_CHANGE;
import static dev.annals.shared.Permission.USERS_DELETE;
import static dev.annals.shared.Permission.USERS_ERASE;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static dev.annals.user.UserRefusal.EMAIL_TAKEN;
import static dev.annals.user.UserRefusal.ERASURE_WAITS;
import static dev.annals.user.UserRefusal.INVALID_EMAIL;
import static dev.annals.user.UserRefusal.INVALID_PROFILE;
import static dev.annals.user.UserRefusal.INVALID_USERNAME;
import static dev.annals.user.UserRefusal.REASON_REQUIRED;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;
import static dev.annals.user.UserRefusal.USER_DELETED;
import static dev.annals.user.UserRefusal.USER_NOT_FOUND;
import static dev.annals.user.UserRefusal.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
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
import dev.annals.user.UserCommand.RegisterUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    private static final UserId ALICE = new UserId(new UUID(7, 1));
    private static final UserId OTHER = new UserId(new UUID(7, 2));
    private static final Profile BLANK = new Profile(null, null, null, null, null, null);
    private static final Profile ALICE_LIDDELL =
            new Profile(sealed(Purpose.DISPLAY_NAME, "Alice"), null, null, null, null, null);
    private static final Personal NAME = sealed(Purpose.USERNAME, "alice");
    private static final Personal ADDRESS = sealed(Purpose.EMAIL, "alice@example.com");
    private static final Personal REASON = sealed(Purpose.REASON, "spam");

    private static final UserRegistered REGISTERED = new UserRegistered(ALICE, 42, NAME, ADDRESS, BLANK, 1);
    private static final UserBlocked BLOCKED = new UserBlocked(ALICE, REASON);
    private static final UserDeleted DELETED = new UserDeleted(ALICE, NAME, ADDRESS, null, 2);
    private static final UserErasureRequested REQUESTED = new UserErasureRequested(ALICE, null);
    private static final UserErased ERASED = new UserErased(ALICE, List.of());

    private final Reservations reservations = mock();
    private final Credentials credentials = mock();
    private final Aliases aliases = mock();
    private final Erasures erasures = mock();
    private final RememberedAccess access = new RememberedAccess();
    private final Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    private Actor actor = new Actor.User(ALICE);
    private final AggregateTestFixture<User> user = new AggregateTestFixture<>(User.class);

    @BeforeEach
    void world() {
        given(aliases.give(any())).willReturn(42L);
        given(credentials.replace(any(), any(), any())).willReturn(true);
        access.open(ALICE, false);
        user.registerInjectableResource(new ClearPersonalData());
        user.registerInjectableResource(reservations);
        user.registerInjectableResource(credentials);
        user.registerInjectableResource(aliases);
        user.registerInjectableResource(access);
        user.registerInjectableResource(erasures);
        user.registerInjectableResource(new HeldPermissions());
        user.registerParameterResolverFactory((executable, parameters, index) ->
                parameters[index].getType() == Actor.class ? new CurrentActor() : null);
    }

    // Registering

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

    // Profile

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

    // Username and e-mail

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

    // Password

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

    // Block, restore, delete

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

    // Erasure

    @Test
    void whoIsErasedIsDeletedFirst() {
        asEraser();
        user.given(REGISTERED)
                .when(new EraseUser(ALICE, "spam"))
                .expectEvents(
                        new UserDeleted(ALICE, NAME, ADDRESS, REASON, 2), new UserErasureRequested(ALICE, REASON));
        assertThat(access.rows.get(ALICE).status()).isEqualTo(AccessState.Status.DELETED);
        verify(erasures).open(ALICE);
        verify(erasures, never()).close(any());
    }

    @Test
    void whoIsDeletedAlreadyIsOnlyErased() {
        asEraser();
        user.given(REGISTERED, DELETED)
                .when(new EraseUser(ALICE, null))
                .expectEvents(new UserErasureRequested(ALICE, null));
    }

    @Test
    void anErasureIsAskedForOnce() {
        asEraser();
        answers(user.given(REGISTERED, DELETED, REQUESTED).when(new EraseUser(ALICE, "again")), AccountStatus.DELETED);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new EraseUser(ALICE, "again")),
                AccountStatus.ERASED);
    }

    @Test
    void onceEverybodyKnowsTheKeyIsDestroyed() {
        asEraser();
        user.given(REGISTERED, DELETED, REQUESTED)
                .when(new CompleteErasure(ALICE, false))
                .expectEvents(ERASED);
        verify(erasures).close(ALICE);
    }

    @Test
    void asLongAsSomebodyDoesNotKnowNothingHappens() {
        asEraser();
        given(erasures.untold(ALICE)).willReturn(List.of("nats"));
        answers(
                user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, false)),
                AccountStatus.DELETED);
        verify(erasures, never()).close(any());
    }

    @Test
    void anErasureCanBeOverriddenWhenThereWasTimeEnough() {
        asEraser();
        given(erasures.untold(ALICE)).willReturn(List.of("nats"));
        user.given(REGISTERED, DELETED, REQUESTED)
                .when(new CompleteErasure(ALICE, true))
                .expectEvents(new UserErased(ALICE, List.of("nats")));

        willThrow(new CommandRefused(ERASURE_WAITS)).given(erasures).requireOverdue(ALICE);
        refused(user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, true)), ERASURE_WAITS);
    }

    @Test
    void nobodyIsErasedWhoWasNotAskedFor() {
        asEraser();
        answers(user.given(REGISTERED).when(new CompleteErasure(ALICE, true)), AccountStatus.ACTIVE);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new CompleteErasure(ALICE, true)),
                AccountStatus.ERASED);
        verify(erasures, never()).close(any());
    }

    @Test
    void whatAnotherProcessWasAskedForIsNotOverlooked() {
        asEraser();
        willThrow(new ConcurrencyException("asked for elsewhere"))
                .given(erasures)
                .requireNoneOpen(ALICE);
        user.given(REGISTERED).when(new CompleteErasure(ALICE, false)).expectException(ConcurrencyException.class);
    }

    @Test
    void nothingIsLeftOfAnErasedUser() {
        actor = new Actor.System("test");
        user.given(REGISTERED, new ProfileChanged(ALICE, NAME, ADDRESS, ALICE_LIDDELL, 2), DELETED, REQUESTED, ERASED)
                .when(new ReadBackUser(ALICE))
                .expectResultMessagePayloadMatching(Matchers.matches((Account account) ->
                        account.email() == null && account.profile().equals(BLANK)));
        refused(user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new RestoreUser(ALICE, null)), USER_DELETED);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new DeleteUser(ALICE, null)),
                AccountStatus.ERASED);
    }

    @Test
    void whoeverARestoreHasBroughtBackIsErasedAgain() {
        user.given(REGISTERED).when(new EraseAgain(ALICE)).expectEvents(DELETED, REQUESTED, ERASED);
        user.given(REGISTERED, DELETED, REQUESTED).when(new EraseAgain(ALICE)).expectEvents(ERASED);
        user.given(REGISTERED, DELETED, REQUESTED, ERASED)
                .when(new EraseAgain(ALICE))
                .expectNoEvents();
    }

    @Test
    void nobodyErasesHimselfNorWithThePermissionToDeleteOnly() {
        refused(user.given(REGISTERED).when(new EraseUser(ALICE, null)), NOT_PERMITTED);
        actor = new Actor.User(OTHER);
        permissions.addAll(EnumSet.complementOf(EnumSet.of(Permission.USERS_ERASE)));
        refused(user.given(REGISTERED).when(new EraseUser(ALICE, null)), NOT_PERMITTED);
        refused(user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, true)), NOT_PERMITTED);
    }

    // Who may

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

    private void asOperator() {
        actor = new Actor.User(OTHER);
        permissions.addAll(Set.of(USERS_READ, USERS_BLOCK));
    }

    private void asEraser() {
        actor = new Actor.User(OTHER);
        permissions.addAll(Set.of(USERS_READ, USERS_ERASE));
    }

    private static RegisterUser register(String username, String email) {
        return new RegisterUser(ALICE, username, email, "{argon2}hash", Map.of(), false);
    }

    private static void refused(ResultValidator<User> outcome, Refusal refusal) {
        outcome.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(refusal);
    }

    private static void answers(ResultValidator<User> outcome, AccountStatus status) {
        outcome.expectNoEvents()
                .expectResultMessagePayloadMatching(Matchers.matches((Account account) -> account.status() == status));
    }

    private static Personal sealed(Purpose purpose, String text) {
        return new ClearPersonalData().seal(ALICE.value(), purpose, text);
    }

    private final class HeldPermissions implements Authority {
        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            return permissions;
        }
    }

    private final class CurrentActor implements ParameterResolver<Actor> {
        @Override
        public Actor resolveParameterValue(Message<?> message) {
            return actor;
        }

        @Override
        public boolean matches(Message<?> message) {
            return true;
        }
    }
}
