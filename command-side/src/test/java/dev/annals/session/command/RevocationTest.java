package dev.annals.session.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.store.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Two processes on one PostgreSQL: what one does counts in the other within two seconds. */
class RevocationTest {

    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static String url;
    private static ServletWebServerApplicationContext one;
    private static ServletWebServerApplicationContext other;

    @BeforeAll
    static void start() {
        url = TestStores.postgresUrl();
        one = WriteSide.start(url);
        other = WriteSide.start(url);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void aBlockCountsEverywhereWithinTwoSecondsAndAfterARestart() {
        var here = new Client(one);
        var user = here.signIn(here.registered());
        var admin = here.signIn("root", "long-enough-for-root");
        var there = new Client(other);
        assertThat(there.ask(user.text("access_token")).status()).isEqualTo(200);

        here.post(
                "/api/v1/users/" + user.text("user_id") + "/block",
                admin.text("access_token"),
                Map.of("reason", "spam"));

        refusedWithin(PROMISED, there, user.text("access_token"), "SESSION_ENDED");
        other.close();
        other = WriteSide.start(url);
        assertThat(new Client(other).ask(user.text("access_token")).code()).isEqualTo("SESSION_ENDED");
    }

    @Test
    void aSignOutCountsEverywhereWithinTwoSeconds() {
        var here = new Client(one);
        var user = here.signIn(here.registered());
        var there = new Client(other);
        assertThat(there.ask(user.text("access_token")).status()).isEqualTo(200);

        here.delete("/api/v1/sessions/current", user.text("access_token"));

        refusedWithin(PROMISED, there, user.text("access_token"), "SESSION_ENDED");
    }

    @Test
    void aChangeOfRolesCountsEverywhereWithinTwoSeconds() {
        var here = new Client(one);
        var user = here.signIn(here.registered());
        var admin = here.signIn("root", "long-enough-for-root");
        var there = new Client(other);
        assertThat(there.ask(user.text("access_token")).status()).isEqualTo(200);

        here.send(
                "PUT",
                "/api/v1/users/" + user.text("user_id") + "/roles/AUDITOR",
                admin.text("access_token"),
                "{\"reason\":\"reads the books\"}",
                "application/json");

        refusedWithin(PROMISED, there, user.text("access_token"), "TOKEN_STALE");
        assertThat(there.refresh(user.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aKeyThatAnotherProcessMadeIsReadWhenATokenNamesIt() {
        var here = new Client(one);
        one.getBean(SigningKeys.class).rotate();
        one.getBean(SigningKeys.class).rotate();

        var user = here.signIn(here.registered());

        await().atMost(PROMISED)
                .untilAsserted(() -> assertThat(
                                new Client(other).ask(user.text("access_token")).status())
                        .isEqualTo(200));
    }

    @Test
    void theEleventhWrongPasswordOfAMinuteIsToldWhenToComeBack() {
        var here = new Client(one);
        var name = here.registered();
        for (var n = 0; n < 10; n++)
            assertThat(here.signIn(name, "not the password").status()).isEqualTo(401);

        var refused = here.signIn(name);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(refused.raw().headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 6));
    }

    /** The client never stops asking: a session in constant use is the one that is remembered. */
    private static void refusedWithin(Duration promised, Client there, String token, String code) {
        var start = Instant.now();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(promised)
                .until(() -> there.ask(token).code().equals(code));
        System.out.println(code + " in the other process after "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }
}
