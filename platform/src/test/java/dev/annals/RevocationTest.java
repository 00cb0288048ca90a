package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is taken away is gone everywhere within two seconds, and stays gone when the platform starts again. */
@ParameterizedClass
@EnumSource(Store.class)
class RevocationTest {

    private static final String ME = "/api/v1/users/me";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @SuppressWarnings("NullAway.Init")
    private People people;

    @BeforeEach
    void start() {
        house = House.fresh(store);
        people = new People(house);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void tokensAreRefusedAfterSignOutBlockRoleChangeAndPasswordChangeAndAfterARestart() {
        var admin = people.admin();
        var signedOut = people.somebody();
        var blocked = people.somebody();
        var promoted = people.somebody();
        var careful = people.somebody();
        var elsewhere = people.signedIn(careful.username(), People.PASSWORD);
        var untouched = people.somebody();
        for (var person : new Person[] {signedOut, blocked, promoted, careful, elsewhere, untouched})
            assertThat(person.http().get(ME).status()).isEqualTo(200);

        assertThat(signedOut.http().delete("/api/v1/sessions/current").status()).isEqualTo(204);
        refusedSoon(signedOut, "SESSION_ENDED");
        succeeds(admin.http().post("/api/v1/users/" + blocked.id() + "/block", Map.of("reason", "A test")));
        refusedSoon(blocked, null);
        succeeds(admin.http().put("/api/v1/users/" + promoted.id() + "/roles/AUDITOR", Map.of("reason", "A test")));
        refusedSoon(promoted, "TOKEN_STALE");
        succeeds(careful.http()
                .post(ME + "/password", Map.of("old_password", People.PASSWORD, "new_password", "a better one still")));
        refusedSoon(elsewhere, null);

        house.restart();
        assertThat(refresh(signedOut)).isEqualTo(401);
        assertThat(refresh(blocked)).isEqualTo(401);
        assertThat(refresh(elsewhere)).isEqualTo(401);
        assertThat(refresh(promoted)).isLessThan(300);
        assertThat(refresh(careful)).isLessThan(300);
        assertThat(again(signedOut).get(ME).status()).isEqualTo(401);
        assertThat(again(blocked).get(ME).status()).isEqualTo(401);
        assertThat(again(promoted).get(ME).code()).isEqualTo("TOKEN_STALE");
        assertThat(again(elsewhere).get(ME).status()).isEqualTo(401);
        assertThat(again(untouched).get(ME).status()).isEqualTo(200);
    }

    @Test
    void aBlockedUserCannotSignInUntilRestored() {
        var admin = people.admin();
        var person = people.somebody();
        succeeds(admin.http().post("/api/v1/users/" + person.id() + "/block", Map.of("reason", "A test")));

        var blocked = people.signIn(person.username(), People.PASSWORD);
        var unknown = people.signIn("nobody-at-all", People.PASSWORD);
        assertThat(blocked.status()).isEqualTo(401);
        assertThat(blocked.code()).isEqualTo(unknown.code());
        assertThat(blocked.text("detail")).isEqualTo(unknown.text("detail"));

        succeeds(admin.http().post("/api/v1/users/" + person.id() + "/restore", Map.of()));
        assertThat(people.signIn(person.username(), People.PASSWORD).status()).isLessThan(300);
    }

    private void refusedSoon(Person person, @org.jspecify.annotations.Nullable String code) {
        await().atMost(ofSeconds(2)).pollDelay(ofSeconds(0)).untilAsserted(() -> {
            var answer = person.http().get(ME);
            assertThat(answer.status()).as("%s", answer).isEqualTo(401);
            if (code != null) assertThat(answer.code()).isEqualTo(code);
        });
    }

    private int refresh(Person person) {
        return house.http()
                .post("/api/v1/sessions/refresh", Map.of("refresh_token", person.refreshToken()))
                .status();
    }

    /** The same token at the platform as it runs now. */
    private Http again(Person person) {
        return house.http().bearer(person.accessToken());
    }

    private static void succeeds(Http.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isLessThan(300);
    }
}
