package dev.annals.user.command;

import static dev.annals.shared.Permission.USERS_BLOCK;
import static dev.annals.shared.Permission.USERS_ERASE;
import static dev.annals.shared.Permission.USERS_READ;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.UserCommand.RegisterUser;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;

/** Alice, who asks or is asked about, and whoever acts. */
abstract class UserScenario {

    static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    static final UserId ALICE = new UserId(new UUID(7, 1));
    static final UserId OTHER = new UserId(new UUID(7, 2));
    static final Profile BLANK = new Profile(null, null, null, null, null, null);
    static final Profile ALICE_LIDDELL =
            new Profile(sealed(Purpose.DISPLAY_NAME, "Alice"), null, null, null, null, null);
    static final Personal NAME = sealed(Purpose.USERNAME, "alice");
    static final Personal ADDRESS = sealed(Purpose.EMAIL, "alice@example.com");
    static final Personal REASON = sealed(Purpose.REASON, "spam");

    static final UserRegistered REGISTERED = new UserRegistered(ALICE, 42, NAME, ADDRESS, BLANK, 1);
    static final UserBlocked BLOCKED = new UserBlocked(ALICE, REASON);
    static final UserDeleted DELETED = new UserDeleted(ALICE, NAME, ADDRESS, null, 2);
    static final UserErasureRequested REQUESTED = new UserErasureRequested(ALICE, null);
    static final UserErased ERASED = new UserErased(ALICE, List.of());

    final Reservations reservations = mock();
    final Credentials credentials = mock();
    final Aliases aliases = mock();
    final Erasures erasures = mock();
    final RememberedAccess access = new RememberedAccess();
    final Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    Actor actor = new Actor.User(ALICE);
    final AggregateTestFixture<User> user = new AggregateTestFixture<>(User.class);

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

    void asOperator() {
        actor = new Actor.User(OTHER);
        permissions.addAll(Set.of(USERS_READ, USERS_BLOCK));
    }

    void asEraser() {
        actor = new Actor.User(OTHER);
        permissions.addAll(Set.of(USERS_READ, USERS_ERASE));
    }

    static RegisterUser register(String username, String email) {
        return new RegisterUser(ALICE, username, email, "{argon2}hash", Map.of(), false);
    }

    static void refused(ResultValidator<User> outcome, Refusal refusal) {
        outcome.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(refusal);
    }

    static void answers(ResultValidator<User> outcome, AccountStatus status) {
        outcome.expectNoEvents()
                .expectResultMessagePayloadMatching(Matchers.matches((Account account) -> account.status() == status));
    }

    static Personal sealed(Purpose purpose, String text) {
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
