package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.TOO_MANY_ATTEMPTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.CommandRefused;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SignInAttemptsTest {

    private final Secrets secrets = mock();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private SignInAttempts attempts;

    @BeforeEach
    void wire() {
        given(secrets.lookupHash(any(), any())).willAnswer(call -> "hash of " + call.getArgument(1));
        var stopped = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return 0;
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
        attempts = new SignInAttempts(
                new SignInSettings(10, 100, Duration.ofMinutes(1), Duration.ofSeconds(5)), secrets, stopped);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest(), response));
    }

    @AfterEach
    void letGo() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void oneAccountIsGuessedAtTenTimesAMinuteFromOneAddress() {
        fail("anna", "192.0.2.1", 10);

        assertRefused("anna", "192.0.2.1");
        assertRefused(" ANNA", "192.0.2.1");
        assertThat(response.getHeader("Retry-After")).isEqualTo("6");
        fail("berta", "192.0.2.1", 1);
        fail("anna", "192.0.2.2", 1);
    }

    @Test
    void oneAddressGuessesAHundredTimesAMinuteWhateverTheAccounts() {
        for (var n = 0; n < 100; n++) fail("user" + n, "192.0.2.1", 1);

        assertRefused("another", "192.0.2.1");
        fail("another", "192.0.2.2", 1);
    }

    @Test
    void aWholeNetworkOfIpv6IsOneAddress() {
        for (var n = 0; n < 10; n++) fail("anna", "2001:db8:1:2::" + n, 1);

        assertRefused("anna", "2001:db8:1:2:ffff::1");
        fail("anna", "2001:db8:1:3::1", 1);
    }

    @Test
    void whoeverSignsInIsNeverTooMany() {
        for (var n = 0; n < 1_000; n++)
            assertThat(attempts.limited("anna", "192.0.2.1", () -> true, right -> right))
                    .isTrue();
        fail("anna", "192.0.2.1", 10);
    }

    @Test
    void anAttemptThatBreaksCountsAsAFailure() {
        for (var n = 0; n < 10; n++)
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> attempts.limited(
                            "anna",
                            "192.0.2.1",
                            () -> {
                                throw new IllegalStateException();
                            },
                            it -> true));
        assertRefused("anna", "192.0.2.1");
    }

    private void fail(String login, String address, int times) {
        for (var n = 0; n < times; n++)
            assertThat(attempts.limited(login, address, () -> false, right -> right))
                    .isFalse();
    }

    private void assertRefused(String login, String address) {
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> attempts.limited(login, address, () -> true, right -> right))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(TOO_MANY_ATTEMPTS));
    }
}
