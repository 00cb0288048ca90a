package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.foundation.store.Positions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the Key Service and the Auth Service, as their clients know them. */
class KeyServiceTest {

    private static final String PASSWORD = "Password123";

    private final House house = House.shared(Store.H2);
    private final Http http = house.http();

    /** Word by word from the Auth Service's guide. */
    @Test
    void theGuidesRegistrationWorks() {
        var before = Instant.now().getEpochSecond();
        var answer = register("""
                {
                    "email": "test@example.com",
                    "username": "testuser",
                    "password": "Password123",
                    "displayName": "Test User"
                  }""");

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "user_id", "username", "email", "nakama_user_id", "nakama_session", "created_at");
        assertThat(answer.text("username")).isEqualTo("testuser");
        assertThat(answer.text("email")).isEqualTo("test@example.com");
        assertThat(answer.body().get("nakama_user_id").isNull()).isTrue();
        assertThat(answer.body().get("nakama_session").isNull()).isTrue();
        assertThat(answer.body().get("created_at").asLong())
                .isBetween(before, Instant.now().getEpochSecond());

        var again = register("""
                {"email": "other@example.com", "username": "testuser", "password": "Password123"}""");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("USERNAME_TAKEN");
        var address = register("""
                {"email": "test@example.com", "username": "other-testuser", "password": "Password123"}""");
        assertThat(address.status()).isEqualTo(409);
        assertThat(address.code()).isEqualTo("EMAIL_TAKEN");
    }

    @Test
    void anAbsentAddressIsNullAndWhatIsUnknownIsIgnored() {
        var name = People.freshName("alice");
        var answer = http.post(
                "/api/v1/auth/register",
                Map.of("username", name, "password", PASSWORD, "inviteCode", " ", "favouriteColour", List.of("red")));

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.body().get("email").isNull()).isTrue();
    }

    @Test
    void anInviteCodeThatCannotBeUsedRefusesTheRegistration() {
        var name = People.freshName("alice");
        var invented = Map.of("username", name, "password", PASSWORD, "inviteCode", "x");

        assertThat(http.post("/api/v1/auth/register", invented).code()).isEqualTo("INVITE_CODE_UNKNOWN");
        assertThat(http.post("/api/v1/auth/register", Map.of("username", name, "password", PASSWORD))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\": \"al\", \"password\": \"Password123\"}",
                "{\"username\": \"alice-short\", \"password\": \"Pass123\"}",
                "{\"username\": \"alice-none\"}",
                "{\"password\": \"Password123\"}",
                "{\"username\": \"alice-mail\", \"password\": \"Password123\", \"email\": \"nowhere\"}",
                "{\"username\": \"p\u0430ypal\", \"password\": \"Password123\"}",
                "{\"username\": \"alice-null\", \"password\": null}",
                "{\"username\": 12345, \"password\": \"Password123\"}",
                "{\"username\": \"alice\", \"password\": ",
                "[]",
                "",
            })
    void whatIsInvalidOrUnreadableIs400(String body) {
        var head = head();
        var answer = register(body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.text("request_id")).isNotEmpty();
        assertThat(answer.text("title")).isEqualTo("Bad Request");
        assertThat(head()).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"role\": \"ADMIN\"", "\"roles\": [\"OPERATOR\"]", "\"is_admin\": true"})
    void aPrivilegeIsRefusedAndNothingStored(String privilege) {
        var head = head();
        var name = People.freshName("eve");
        var answer = register("{\"username\": \"" + name + "\", \"password\": \"Password123\", " + privilege + "}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        assertThat(head()).isEqualTo(head);
        assertThat(login(name, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aSignInByNameOrAddressAnswersWithTokensAndTheUser() {
        var name = People.freshName("alice");
        var address = name + "@example.com";
        var id = http.post("/api/v1/auth/register", Map.of("username", name, "email", address, "password", PASSWORD))
                .text("user_id");

        for (var login : List.of(name, address)) {
            var answer = login(login, PASSWORD);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().propertyNames())
                    .containsExactlyInAnyOrder(
                            "access_token",
                            "refresh_token",
                            "token_type",
                            "expires_in",
                            "user",
                            "nakama_user_id",
                            "nakama_session");
            assertThat(answer.text("token_type")).isEqualTo("Bearer");
            assertThat(answer.body().get("expires_in").asInt()).isEqualTo(86400);
            assertThat(answer.body().get("nakama_user_id").isNull()).isTrue();
            assertThat(answer.body().get("nakama_session").isNull()).isTrue();
            assertThat(answer.body().get("user"))
                    .isEqualTo(Http.JSON.readTree("{\"user_id\": \"%s\", \"username\": \"%s\", \"email\": \"%s\"}"
                            .formatted(id, name, address)));
            assertThat(answer.text("access_token")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
            assertThat(answer.text("refresh_token")).isNotEmpty();
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        var name = registered("alice");

        var wrong = login(name, "Password124");
        var unknown = login(People.freshName("nobody"), PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
        assertThat(http.post("/api/v1/auth/login", Map.of("username", name)).status())
                .isEqualTo(400);
    }

    @Test
    void aRefreshTokenGivesAccessUntilTheLogout() {
        var signedIn = login(registered("alice"), PASSWORD);
        var refreshToken = Map.of("refresh_token", signedIn.text("refresh_token"));

        for (var time = 0; time < 2; time++) {
            var answer = http.post("/api/v1/auth/refresh", refreshToken);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().propertyNames())
                    .containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
            assertThat(answer.text("token_type")).isEqualTo("Bearer");
            assertThat(http.bearer(answer.text("access_token"))
                            .get("/api/v1/users/me")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(http.post("/api/v1/auth/logout", refreshToken).status()).isEqualTo(204);
        assertThat(http.post("/api/v1/auth/logout", refreshToken).status()).isEqualTo(204);
        assertThat(http.post("/api/v1/auth/refresh", refreshToken).status()).isEqualTo(401);
        assertThat(http.bearer(signedIn.text("access_token"))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signingOutOfNothingIsNoError() {
        assertThat(http.post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(204);
        assertThat(http.send("POST", "/api/v1/auth/logout", null).status()).isEqualTo(204);
        assertThat(http.post("/api/v1/auth/logout", Map.of("refresh_token", "no token"))
                        .status())
                .isEqualTo(204);
        assertThat(http.post("/api/v1/auth/refresh", Map.of("refresh_token", "no token"))
                        .status())
                .isEqualTo(401);
        assertThat(http.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void theProfileIsChangedAndSeenAtOnce() {
        var name = registered("alice");
        var alice = http.bearer(login(name, PASSWORD).text("access_token"));

        var changed = alice.put(
                "/api/v1/users/profile",
                Map.of(
                        "displayName",
                        "Alice",
                        "firstName",
                        "A",
                        "lastName",
                        "L",
                        "avatar",
                        "https://a.example/a.png",
                        "bio",
                        "Hello",
                        "unknown",
                        true));

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        for (var answer : List.of(changed, alice.get("/api/v1/users/me"))) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.text("username")).isEqualTo(name);
            assertThat(answer.body().get("email").isNull()).isTrue();
            assertThat(answer.text("displayName")).isEqualTo("Alice");
            assertThat(answer.text("firstName")).isEqualTo("A");
            assertThat(answer.text("lastName")).isEqualTo("L");
            assertThat(answer.text("avatar")).isEqualTo("https://a.example/a.png");
            assertThat(answer.text("bio")).isEqualTo("Hello");
        }
        var cleared = alice.put("/api/v1/users/profile", Map.of("bio", ""));
        assertThat(cleared.body().get("bio").isNull()).isTrue();
        assertThat(cleared.text("displayName")).isEqualTo("Alice");
    }

    @Test
    void aProfileChangeIsRefusedWithoutATokenWithAPrivilegeAndWhenInvalid() {
        var alice = http.bearer(login(registered("alice"), PASSWORD).text("access_token"));

        assertThat(http.put("/api/v1/users/profile", Map.of("bio", "x")).status())
                .isEqualTo(401);
        assertThat(http.get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(alice.put("/api/v1/users/profile", Map.of("bio", "x", "role", "ADMIN"))
                        .status())
                .isEqualTo(403);
        assertThat(alice.put("/api/v1/users/profile", Map.of("bio", List.of("x")))
                        .status())
                .isEqualTo(400);
        assertThat(alice.put("/api/v1/users/profile", Map.of("displayName", "x".repeat(10_000)))
                        .status())
                .isEqualTo(400);
    }

    private String registered(String stem) {
        var name = People.freshName(stem);
        var answer = http.post("/api/v1/auth/register", Map.of("username", name, "password", PASSWORD));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return name;
    }

    private Answer register(String body) {
        return http.send("POST", "/api/v1/auth/register", body);
    }

    private Answer login(String username, String password) {
        return http.post("/api/v1/auth/login", Map.of("username", username, "password", password));
    }

    private String head() {
        return house.part(Positions.class).head().toString();
    }

    private static String withoutRequestId(Answer answer) {
        return answer.raw().body().replace(answer.text("request_id"), "");
    }
}
