package dev.annals.user.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.annals.foundation.security.AccessState;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts.PasswordCheck;
import dev.annals.user.command.Credentials.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Signing in costs the same for everybody: by counting the work, not by timing it. */
class HashingAccountsTest {

    private static final UserId ALICE = new UserId(new UUID(7, 1));
    private static final PasswordSettings CHEAP = new PasswordSettings(false, null, 64, 1, 1);

    private final CountingEncoder encoder = new CountingEncoder(UserConfiguration.encoder(CHEAP));
    private final PasswordHasher hasher = new PasswordHasher(encoder, 2);
    private final Credentials credentials = mock();
    private final RememberedAccess access = new RememberedAccess();
    private final HashingAccounts accounts = new HashingAccounts(
            mock(CommandGateway.class),
            new Reservations(mock(), new PlainSecrets()),
            credentials,
            mock(),
            access,
            new ClearPersonalData(),
            new PasswordPolicy(CHEAP, new CommonPasswords()),
            hasher);
    private final String hash = hasher.hash("correct-horse-7");

    @BeforeEach
    void aliceIsRegistered() {
        given(credentials.ofLogin(any())).willReturn(Optional.empty());
        given(credentials.ofLogin(new PlainSecrets().lookupHash("login", "alice")))
                .willReturn(Optional.of(new Credential(ALICE, hash)));
        access.open(ALICE, false);
        encoder.forget();
    }

    @Test
    void theRightPasswordIsRight() {
        access.raiseEpoch(ALICE);
        assertThat(accounts.check("Alice", "correct-horse-7")).isEqualTo(new PasswordCheck.Right(ALICE, 1));
        assertThat(accounts.check("Alice", "ｃorrect-horse-7")).isEqualTo(new PasswordCheck.Right(ALICE, 1));
    }

    @Test
    void whoIsBlockedOrDeletedIsWrongAfterAllTheWork() {
        for (var status : List.of(AccessState.Status.BLOCKED, AccessState.Status.DELETED)) {
            access.setStatus(ALICE, status);
            encoder.forget();
            assertThat(accounts.check("alice", "correct-horse-7")).isEqualTo(new PasswordCheck.Wrong(ALICE));
            assertThat(encoder.work()).containsExactly("matches {argon2}m=64,t=1,p=1");
        }
    }

    @Test
    void anUnknownNameAWrongPasswordAndNoNameAtAllCostTheSame() {
        var work = List.of(
                workOf("alice", "wrong"),
                workOf("nobody", "wrong"),
                workOf("nobody@example.com", "wrong"),
                workOf("", ""),
                workOf("\u0000", "x".repeat(1_000_000)),
                workOf("alice", "x".repeat(1_000_000)));
        assertThat(work).allMatch(each -> each.equals(List.of("matches {argon2}m=64,t=1,p=1")));
        assertThat(accounts.check("alice", "wrong")).isEqualTo(new PasswordCheck.Wrong(ALICE));
        assertThat(accounts.check("nobody", "wrong")).isEqualTo(new PasswordCheck.Unknown());
    }

    @Test
    void thePasswordOfNobodyOpensNothing() {
        assertThat(accounts.check("nobody", "the password of nobody")).isEqualTo(new PasswordCheck.Unknown());
        assertThat(hasher.matches("the password of nobody", null)).isFalse();
        var filler = hasher.hash("no password");
        assertThat(hasher.matches("no password", filler)).isTrue();
        assertThat(hasher.matches("", filler)).isFalse();
        assertThat(hasher.matches("x".repeat(1_000), filler)).isFalse();
    }

    @Test
    void anOlderHashIsBelievedAndReplaced() {
        var older = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct-horse-7");
        given(credentials.ofLogin(any())).willReturn(Optional.of(new Credential(ALICE, older)));
        assertThat(accounts.check("alice", "wrong")).isEqualTo(new PasswordCheck.Wrong(ALICE));
        verify(credentials, never()).rehash(any(), any(), any());
        assertThat(accounts.check("alice", "correct-horse-7")).isInstanceOf(PasswordCheck.Right.class);
        verify(credentials).rehash(eq(ALICE), eq(older), startsWith("{argon2}"));
    }

    @Test
    void aHashThatIsStrongEnoughStays() {
        accounts.check("alice", "correct-horse-7");
        verify(credentials, never()).rehash(any(), any(), any());
        assertThat(new PasswordHasher(UserConfiguration.encoder(new PasswordSettings(false, null, 128, 1, 1)), 1)
                        .isOutdated(hash))
                .isTrue();
    }

    @Test
    void fewHashAtTheSameTime() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var entered = new CountDownLatch(2);
        var crowded = new PasswordHasher(
                new CountingEncoder(UserConfiguration.encoder(CHEAP)) {
                    @Override
                    public boolean matches(CharSequence password, String hash) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        entered.countDown();
                        try {
                            entered.await();
                            return super.matches(password, hash);
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        } finally {
                            inside.decrementAndGet();
                        }
                    }
                },
                2);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 50; n++) crowd.submit(() -> crowded.matches("guess", null));
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void theDefaultCostIsOwaspsMinimum() {
        var byDefault = new PasswordSettings(false, null, 19_456, 2, 1);
        assertThat(UserConfiguration.encoder(byDefault).encode("x"))
                .startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private List<String> workOf(String login, String password) {
        encoder.forget();
        accounts.check(login, password);
        return encoder.work();
    }

    /** Remembers what was asked of it, with the parameters of the hash compared with. */
    private static class CountingEncoder implements PasswordEncoder {

        private final PasswordEncoder encoder;
        private final List<String> work = new ArrayList<>();

        CountingEncoder(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        void forget() {
            work.clear();
        }

        List<String> work() {
            return List.copyOf(work);
        }

        @Override
        public String encode(CharSequence password) {
            work.add("encode");
            return encoder.encode(password);
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            synchronized (work) {
                // Spring's encoders do no work at all for empty text.
                if (!password.isEmpty()) work.add("matches " + hash.replaceAll("\\$argon2id\\$v=19\\$([^$]*).*", "$1"));
            }
            return encoder.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(String hash) {
            return encoder.upgradeEncoding(hash);
        }
    }
}
