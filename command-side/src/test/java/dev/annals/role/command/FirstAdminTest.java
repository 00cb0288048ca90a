package dev.annals.role.command;

import static dev.annals.role.command.RoleWorld.ALICE;
import static dev.annals.role.command.RoleWorld.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import dev.annals.foundation.web.RequestContext;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.PasswordCheck;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.Profile;
import dev.annals.user.UserRefusal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class FirstAdminTest {

    private final RoleWorld world = new RoleWorld();
    private final Accounts accounts = mock(Accounts.class);
    private final CommandGateway commands = mock(CommandGateway.class);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<Actor> actors = new ArrayList<>();

    @BeforeEach
    void grantsCount() {
        willAnswer(call -> {
                    actors.add(RequestContext.current().actor());
                    world.admin(call.<ChangeRoles>getArgument(0).userId());
                    return null;
                })
                .given(commands)
                .sendAndWait(any(ChangeRoles.class));
    }

    @Test
    void aStoreWithoutAdminIsGivenOneAndHisPasswordIsShown() throws Exception {
        given(accounts.registerWithOneTimePassword(any())).willReturn(account(ALICE));

        start(null);

        then(commands).should().sendAndWait(new ChangeRoles(ALICE, Set.of(RoleName.ADMIN), Set.of(), ""));
        assertThat(actors).containsExactly(new Actor.System("bootstrap"));
        var text = shown.toString(UTF_8);
        assertThat(text).contains("username            admin").containsPattern("[2-9a-z]{4}(-[2-9a-z]{4}){5}");
        then(accounts).should().registerWithOneTimePassword(argThat(wish -> text.contains(wish.password())));
    }

    @Test
    void thePasswordIsShownBeforeAnybodyIsAdmin() {
        given(accounts.registerWithOneTimePassword(any())).willReturn(account(ALICE));
        willThrow(new IllegalStateException("crash")).given(commands).sendAndWait(any(ChangeRoles.class));

        assertThatIllegalStateException().isThrownBy(() -> start(null)).withMessage("crash");

        assertThat(shown.toString(UTF_8)).contains("one-time password");
    }

    @Test
    void aStoreWithAnAdminIsLeftAlone() throws Exception {
        world.admin(ALICE);

        start(null);

        then(accounts).shouldHaveNoInteractions();
        assertThat(shown.size()).isZero();
    }

    @Test
    void theNextStartShowsNothing() throws Exception {
        given(accounts.registerWithOneTimePassword(any())).willReturn(account(ALICE));
        start(null);
        shown.reset();

        start(null);

        then(accounts).should(times(1)).registerWithOneTimePassword(any());
        assertThat(shown.size()).isZero();
    }

    @Test
    void whoeverTookTheNameFirstIsNotMadeAdmin() throws Exception {
        given(accounts.registerWithOneTimePassword(any())).willAnswer(call -> {
            if (call.<Registration>getArgument(0).username().equals("admin"))
                throw new CommandRefused(UserRefusal.USERNAME_TAKEN);
            return account(BOB);
        });

        start(null);

        assertThat(shown.toString(UTF_8)).contains("admin-2");
        then(commands).should().sendAndWait(new ChangeRoles(BOB, Set.of(RoleName.ADMIN), Set.of(), ""));
    }

    @Test
    void aConfiguredPasswordIsNotShown() throws Exception {
        given(accounts.register(any())).willReturn(account(ALICE));

        start("a long and good one");

        then(accounts).should().register(new Registration("admin", null, "a long and good one", Map.of()));
        assertThat(shown.size()).isZero();
        assertThat(world.holdings.hasActiveAdmin()).isTrue();
    }

    @Test
    void anInterruptedStartIsContinued() throws Exception {
        given(accounts.register(any())).willThrow(new CommandRefused(UserRefusal.USERNAME_TAKEN));
        given(accounts.check("admin", "a long and good one")).willReturn(new PasswordCheck.Right(BOB, 0));

        start("a long and good one");

        then(commands).should().sendAndWait(new ChangeRoles(BOB, Set.of(RoleName.ADMIN), Set.of(), ""));
    }

    @Test
    void anotherPersonsAccountIsNotMadeAdmin() {
        given(accounts.register(any())).willThrow(new CommandRefused(UserRefusal.USERNAME_TAKEN));
        given(accounts.check(any(), any())).willReturn(new PasswordCheck.Wrong(BOB));

        assertThatIllegalStateException().isThrownBy(() -> start("a long and good one"));

        assertThat(world.holdings.hasActiveAdmin()).isFalse();
    }

    @Test
    void aConfiguredPasswordThatIsRefusedStopsTheStart() {
        given(accounts.register(any())).willThrow(new CommandRefused(UserRefusal.PASSWORD_TOO_SHORT));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> start("x"))
                .withMessageContaining(UserRefusal.PASSWORD_TOO_SHORT.sentence());
    }

    @Test
    void ofManyProcessesThatStartAtOnceOneMakesTheAdmin() throws Exception {
        given(accounts.registerWithOneTimePassword(any())).willReturn(account(ALICE));

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var start : threads.invokeAll(Collections.nCopies(4, () -> {
                start(null);
                return true;
            }))) start.get();
        }

        then(accounts).should(times(1)).registerWithOneTimePassword(any());
    }

    @Test
    void aNameThatIsSetAndEmptyIsTheDefaultOne() {
        assertThat(new AdminSettings(" ", null).username()).isEqualTo("admin");
    }

    private void start(@Nullable String password) throws Exception {
        new FirstAdmin(
                        new AdminSettings("admin", password),
                        world.holdings,
                        accounts,
                        commands,
                        world.jdbc.getDataSource(),
                        new PrintStream(shown, true, UTF_8))
                .run(new DefaultApplicationArguments());
    }

    private static Account account(UserId userId) {
        var nobody = new Profile(null, null, null, null, null, null);
        var name = RoleWorld.sealed(userId, "admin");
        return new Account(userId, 1, name, null, nobody, AccountStatus.ACTIVE, 1, Instant.EPOCH);
    }
}
