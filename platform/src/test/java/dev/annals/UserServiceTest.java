package dev.annals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.foundation.store.Positions;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Every route of the User Service, as its clients know them, with the guide's own secret. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UserServiceTest {

    private static final String SECRET_KEY = "your-secret-key";
    private static final String PASSWORD = "testpass123";
    private static final String[] USER = {
        "id", "user_id", "username", "email", "first_name", "last_name", "roles", "is_blocked"
    };

    private static House house;
    private static Http http;
    private static Http admin;

    /** Somebody with an account. */
    private record Client(long alias, String id, String username, Http http) {}

    @BeforeAll
    static void start() {
        house = House.fresh(Store.H2, "--SECRET_KEY=" + SECRET_KEY, "--ALGORITHM=HS256");
        http = house.http();
        admin = http.bearer(token(House.ADMIN, House.ADMIN_PASSWORD).text("access_token"));
        var canonical = new People(house).admin().http();
        assertThat(canonical
                        .post("/api/v1/roles", Map.of("role", "PATIENT", "permissions", List.of()))
                        .status())
                .isEqualTo(201);
        assertThat(canonical
                        .post("/api/v1/roles", Map.of("role", "DOCTOR", "permissions", List.of()))
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    /** Word by word from the guide; who grants {@code PATIENT} is who may. */
    @Test
    @Order(1)
    void theGuidesThreeRequestsWork() {
        var registered = http.send("POST", "/register", """
                {
                    "username": "testuser",
                    "email": "test@example.com",
                    "password": "testpass123"
                  }""");
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        assertThat(registered.body().propertyNames())
                .containsExactlyInAnyOrder("id", "user_id", "username", "email", "created_at");
        assertThat(registered.body().get("id").isIntegralNumber()).isTrue();

        var token = http.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/token", "username=testuser&password=testpass123");
        assertThat(token.status()).as("%s", token).isEqualTo(200);
        assertThat(token.body().propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
        assertThat(token.text("token_type")).isEqualTo("bearer");
        assertThat(token.body().get("expires_in").asInt()).isEqualTo(3600);

        var literal = """
                {
                    "auth_user_id": %d,
                    "first_name": "Test",
                    "last_name": "User",
                    "email": "test@example.com",
                    "roles": ["PATIENT"]
                  }""".formatted(registered.body().get("id").asLong());
        var head = head();
        var byHimself = http.bearer(token.text("access_token")).send("POST", "/users", literal);
        assertThat(byHimself.status()).as("%s", byHimself).isEqualTo(403);
        assertThat(byHimself.code()).isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        assertThat(head()).isEqualTo(head);

        var byWhoMay = admin.send("POST", "/users", literal);
        assertThat(byWhoMay.status()).as("%s", byWhoMay).isEqualTo(201);
        assertThat(byWhoMay.body().propertyNames()).containsExactlyInAnyOrder(USER);
        assertThat(byWhoMay.text("first_name")).isEqualTo("Test");
        assertThat(byWhoMay.text("last_name")).isEqualTo("User");
        assertThat(roles(byWhoMay)).containsExactly("PATIENT", "USER");
        assertThat(byWhoMay.body().get("is_blocked").asBoolean()).isFalse();
    }

    @Test
    void theTokenIsPlainHs256WithTheGuidesClaims() throws Exception {
        var client = client("hana");
        var parts = token(client.username(), PASSWORD).text("access_token").split("\\.");

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA256"));
        var signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)));
        assertThat(parts[2]).isEqualTo(signature);
        assertThat(json(parts[0]).path("alg").asString()).isEqualTo("HS256");
        var claims = json(parts[1]);
        assertThat(claims.path("sub").asString()).isEqualTo(client.username());
        assertThat(claims.path("user_id").asString()).isEqualTo(client.id());
        assertThat(claims.path("email").asString()).isEqualTo(client.username() + "@example.com");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
    }

    @Test
    void aSharedSecretOpensOnlyThisDialectsDoors() {
        var client = client("hana");

        assertThat(client.http().get("/users/" + client.alias()).status()).isEqualTo(200);
        assertThat(client.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(client.http().get("/auth/user/" + client.id()).status()).isEqualTo(401);
    }

    @Test
    void everyLoginThatFailsIsAnsweredAlike() {
        var client = client("hana");
        var blocked = client("hana");
        assertThat(admin.post("/users/" + blocked.id() + "/block", Map.of("reason", "A test"))
                        .status())
                .isEqualTo(200);

        for (var answer : List.of(
                token(client.username(), "testpass124"),
                token(People.freshName("nobody"), PASSWORD),
                token(blocked.username(), PASSWORD))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("detail")).isEqualTo("Could not validate credentials");
        }
        assertThat(form("username=" + client.username()).status()).isEqualTo(422);
        assertThat(form("grant_type=client_credentials&username=a&password=b").status())
                .isEqualTo(422);
        assertThat(http.post("/token", Map.of("username", client.username(), "password", PASSWORD))
                        .status())
                .isEqualTo(415);
        assertThat(form("grant_type=password&scope=&username=" + client.username() + "&password=" + PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAGoodTokenNothingIsSaid() {
        var user = client("hana");
        for (var client : List.of(http, http.bearer("a.b.c"), http.with("Authorization", "Basic YTpi")))
            for (var answer : List.of(
                    client.get("/users/1"),
                    client.post("/users", Map.of("auth_user_id", 1)),
                    client.post("/users/" + user.id() + "/roles", Map.of("roles", List.of())),
                    client.post("/users/" + user.id() + "/block", Map.of("reason", "x")),
                    client.post("/users/" + user.id() + "/restore", Map.of()))) {
                assertThat(answer.status()).as("%s", answer).isEqualTo(401);
                assertThat(answer.text("detail")).isEqualTo("Could not validate credentials");
                assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
            }
    }

    @Test
    void aNameOrAnAddressThatIsTakenIs409AndARoleIs403() {
        var client = client("hana");
        var fresh = People.freshName("hana");

        assertThat(register(client.username(), fresh + "@example.com").status()).isEqualTo(409);
        assertThat(register(fresh, client.username() + "@example.com").status()).isEqualTo(409);
        var head = head();
        for (var privilege : List.of("role", "roles", "is_admin"))
            assertThat(http.post(
                                    "/register",
                                    Map.of(
                                            "username",
                                            fresh,
                                            "email",
                                            fresh + "@example.com",
                                            "password",
                                            PASSWORD,
                                            privilege,
                                            "ADMIN"))
                            .code())
                    .isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        assertThat(head()).isEqualTo(head);
        assertThat(http.post("/register", Map.of("username", fresh, "password", PASSWORD))
                        .status())
                .isEqualTo(422);
        assertThat(register(fresh, fresh + "@example.com").status()).isEqualTo(201);
    }

    @Test
    void everybodyCompletesHisOwnAccount() {
        var client = client("hana");

        for (var id : List.of(client.alias(), String.valueOf(client.alias()), client.id())) {
            var answer = client.http()
                    .post(
                            "/users",
                            Map.of("auth_user_id", id, "first_name", "Ha", "last_name", "", "roles", List.of("USER")));
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            assertThat(answer.text("first_name")).isEqualTo("Ha");
            assertThat(answer.body().get("last_name").isNull()).isTrue();
            assertThat(roles(answer)).containsExactly("USER");
        }
    }

    @Test
    void completingIsAllOrNothing() {
        var client = client("hana");
        var other = client("hana");
        var head = head();

        for (var body : List.<Map<String, Object>>of(
                Map.of("first_name", "X", "roles", List.of("NEVER_DEFINED")),
                Map.of("first_name", "X", "roles", List.of("no role")),
                Map.of("first_name", "X", "role", "PATIENT"),
                Map.of("first_name", "X", "is_admin", true),
                Map.of("first_name", "X", "roles", List.of("PATIENT"), "email", other.username() + "@example.com"),
                Map.of("first_name", "X", "roles", List.of("PATIENT"), "email", "nowhere"),
                Map.of("first_name", "x".repeat(10_000), "roles", List.of("PATIENT")))) {
            var more = new java.util.HashMap<>(body);
            more.put("auth_user_id", client.alias());
            var answer = admin.post("/users", more);
            assertThat(answer.status()).as("%s", answer).isIn(403, 409, 422);
            assertThat(head()).as("%s", answer).isEqualTo(head);
        }
        var user = admin.get("/users/" + client.alias());
        assertThat(user.body().get("first_name").isNull()).isTrue();
        assertThat(roles(user)).containsExactly("USER");
    }

    @Test
    void anotherUserAndNoUserAreOneAnswer() {
        var client = client("hana");
        var other = client("hana");

        for (var answer : List.of(
                client.http().get("/users/" + other.alias()),
                client.http().get("/users/" + other.id()),
                client.http().get("/users/999999"),
                client.http().get("/users/nobody"),
                client.http().post("/users", Map.of("auth_user_id", other.alias(), "first_name", "X")),
                client.http().post("/users", Map.of("auth_user_id", 999_999)),
                admin.get("/users/999999"),
                admin.get("/users/018f2c5e-7d1a-7abc-8def-0123456789ab"),
                admin.post("/users", Map.of("auth_user_id", 999_999)),
                admin.post("/users/999999/block", Map.of("reason", "x")),
                admin.post("/users/018f2c5e-7d1a-7abc-8def-0123456789ab/block", Map.of("reason", "x")),
                admin.post("/users/999999/restore", Map.of()),
                admin.post("/users/018f2c5e-7d1a-7abc-8def-0123456789ab/roles", Map.of("roles", List.of("USER"))))) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(404);
            assertThat(answer.text("detail")).isEqualTo("User not found");
        }
    }

    @Test
    void aUserIsShownByAliasAndByUuid() {
        var client = client("hana");

        for (var id : List.of(client.alias(), client.id())) {
            var answer = client.http().get("/users/" + id);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder(USER);
            assertThat(answer.body().get("id").asLong()).isEqualTo(client.alias());
            assertThat(answer.text("user_id")).isEqualTo(client.id());
            assertThat(answer.text("username")).isEqualTo(client.username());
            assertThat(answer.text("email")).isEqualTo(client.username() + "@example.com");
            assertThat(answer.body().get("first_name").isNull()).isTrue();
            assertThat(roles(answer)).containsExactly("USER");
            assertThat(answer.body().get("is_blocked").asBoolean()).isFalse();
        }
    }

    @Test
    void theWholeSetOfRolesIsReplacedAndSeenAtOnce() {
        var client = client("hana");

        for (var set : List.of(List.of("DOCTOR", "PATIENT"), List.of("USER"), List.<String>of())) {
            var answer = admin.post("/users/" + client.alias() + "/roles", Map.of("roles", set));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder(USER);
            assertThat(roles(answer)).isEqualTo(set);
            assertThat(roles(admin.get("/users/" + client.id()))).isEqualTo(set);
        }
        assertThat(admin.post("/users/" + client.alias() + "/roles", Map.of("roles", List.of("NEVER_DEFINED")))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/users/" + client.alias() + "/roles", Map.of()).status())
                .isEqualTo(422);
    }

    @Test
    void aBlockIsSeenAtOnceAndSoIsItsEnd() {
        var client = client("hana");

        var blocked = admin.post("/users/" + client.alias() + "/block", Map.of("reason", "Violation of terms"));
        assertThat(blocked.status()).as("%s", blocked).isEqualTo(200);
        assertThat(blocked.body().propertyNames()).containsExactlyInAnyOrder(USER);
        assertThat(blocked.body().get("is_blocked").asBoolean()).isTrue();
        assertThat(admin.get("/users/" + client.alias())
                        .body()
                        .get("is_blocked")
                        .asBoolean())
                .isTrue();

        var restored = admin.send("POST", "/users/" + client.id() + "/restore", null);
        assertThat(restored.status()).as("%s", restored).isEqualTo(200);
        assertThat(restored.body().get("is_blocked").asBoolean()).isFalse();
        assertThat(admin.get("/users/" + client.alias())
                        .body()
                        .get("is_blocked")
                        .asBoolean())
                .isFalse();
        assertThat(token(client.username(), PASSWORD).status()).isEqualTo(200);
        assertThat(admin.post("/users/" + client.alias() + "/block", Map.of()).status())
                .isEqualTo(422);
    }

    @Test
    void whoMayNotIsRefusedWhetherOrNotThereIsSuchAUser() {
        var client = client("hana");
        var other = client("hana");

        for (var id : List.of(other.alias(), 999_999L, client.alias()))
            for (var answer : List.of(
                    client.http().post("/users/" + id + "/roles", Map.of("roles", List.of("PATIENT"))),
                    client.http().post("/users/" + id + "/block", Map.of("reason", "x")),
                    client.http().post("/users/" + id + "/restore", Map.of())))
                assertThat(answer.status()).as("%s", answer).isEqualTo(403);
    }

    @Test
    void theFormLoginCanBeSwitchedOff() {
        try (var other = House.fresh(Store.H2, "--annals.user-service.token-endpoint=false")) {
            assertThat(other.http()
                            .with("Content-Type", "application/x-www-form-urlencoded")
                            .send("POST", "/token", "username=a&password=b")
                            .status())
                    .isEqualTo(404);
        }
    }

    private static Client client(String stem) {
        var username = People.freshName(stem);
        var registered = register(username, username + "@example.com");
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        var token = token(username, PASSWORD);
        assertThat(token.status()).as("%s", token).isEqualTo(200);
        return new Client(
                registered.body().get("id").asLong(),
                registered.text("user_id"),
                username,
                http.bearer(token.text("access_token")));
    }

    private static Answer register(String username, String email) {
        return http.post("/register", Map.of("username", username, "email", email, "password", PASSWORD));
    }

    private static Answer token(String username, String password) {
        return form(
                "username=" + URLEncoder.encode(username, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8));
    }

    private static Answer form(String form) {
        return http.with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/token", form);
    }

    private static List<String> roles(Answer answer) {
        return answer.body().path("roles").valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode json(String part) {
        return Http.JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static String head() {
        return house.part(Positions.class).head().toString();
    }
}
