package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.foundation.store.Positions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The auth routes of Milkyway, as its clients know them. */
class MilkywayTest {

    private static final String PASSWORD = "Password123";

    private final House house = House.shared(Store.H2);
    private final Http http = house.http();

    /** Somebody who signed up. */
    private record Star(String id, String email, String name) {}

    @Test
    void aSignUpDerivesAUsernameAndAnswersWithTheUser() {
        var email = People.freshName("star") + "@example.com";
        var answer = http.post(
                "/auth/signup",
                Map.of(
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "name",
                        "Vega",
                        "role",
                        "USER",
                        "loginType",
                        "credentials"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.body().propertyNames()).containsExactly("user");
        var user = answer.body().get("user");
        assertThat(user.propertyNames()).containsExactlyInAnyOrder("userId", "email", "name", "role");
        assertThat(user.path("email").asString()).isEqualTo(email);
        assertThat(user.path("name").asString()).isEqualTo("Vega");
        assertThat(user.path("role").asString()).isEqualTo("USER");
    }

    @Test
    void twoWithTheSameLocalPartGetTwoUsernames() {
        var local = People.freshName("twin");

        assertThat(signUp(local + "@one.example", "One").status()).isEqualTo(201);
        assertThat(signUp(local + "@two.example", "Two").status()).isEqualTo(201);
        var again = signUp(local + "@one.example", "Again");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("EMAIL_TAKEN");
        assertThat(again.body().get("statusCode").asInt()).isEqualTo(409);
        assertThat(again.text("message")).isEqualTo(again.text("detail")).isNotEmpty();
    }

    @Test
    void nobodySignsUpAsMore() {
        var head = head();
        for (var privilege : Map.of("role", "ADMIN", "roles", List.of("OPERATOR"), "is_admin", true)
                .entrySet()) {
            var answer = http.post(
                    "/auth/signup",
                    Map.of(
                            "email",
                            People.freshName("eve") + "@example.com",
                            "password",
                            PASSWORD,
                            "name",
                            "Eve",
                            privilege.getKey(),
                            privilege.getValue()));
            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
            assertThat(answer.body().get("statusCode").asInt()).isEqualTo(403);
        }
        assertThat(http.post("/auth/signup", Map.of("email", "a@example.com", "name", "A"))
                        .status())
                .isEqualTo(422);
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void aSignInIs201WithMilkywaysClaims() {
        var star = star();
        var answer = signIn(star);

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("access_token", "user");
        assertThat(answer.body().get("user"))
                .isEqualTo(Http.JSON.readTree(
                        "{\"userId\": \"%s\", \"email\": \"%s\", \"name\": \"%s\", \"role\": \"USER\"}"
                                .formatted(star.id(), star.email(), star.name())));
        var claims = claims(answer);
        assertThat(claims.path("sub").asString()).isEqualTo(star.id());
        assertThat(claims.path("name").asString()).isEqualTo(star.name());
        assertThat(claims.path("email").asString()).isEqualTo(star.email());
        assertThat(claims.path("role").asString()).isEqualTo("USER");
        assertThat(claims.path("loginType").asString()).isEqualTo("credentials");
    }

    @Test
    void aSignInThatFailsSaysSoInBothSpellings() {
        var star = star();
        for (var answer : List.of(
                http.post("/auth/signin", Map.of("email", star.email(), "password", "Password124")),
                http.post("/auth/signin", Map.of("email", "nobody@example.com", "password", PASSWORD)))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().get("statusCode").asInt()).isEqualTo(401);
            assertThat(answer.text("message")).isEqualTo(answer.text("detail")).isNotEmpty();
        }
        assertThat(http.post("/auth/signin", Map.of("email", star.email(), "password", PASSWORD, "loginType", "google"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAdminReplacesTheOneRoleAndSeesItAtOnce() {
        var star = star();
        var admin = new People(house).admin().http();

        var former = "USER";
        for (var role : List.of("OPERATOR", "AUDITOR", "ADMIN", "USER", "USER")) {
            var changed = admin.post("/auth/user/role", Map.of("userId", star.id(), "newRole", role));
            assertThat(changed.status()).as("%s", changed).isEqualTo(201);
            assertThat(changed.body())
                    .isEqualTo(Http.JSON.readTree(
                            "{\"user\": {\"name\": \"%s\", \"email\": \"%s\", \"prevRole\": \"%s\", \"newRole\": \"%s\"}}"
                                    .formatted(star.name(), star.email(), former, role)));
            var seen = admin.get("/auth/user/" + star.id());
            assertThat(seen.status()).as("%s", seen).isEqualTo(200);
            assertThat(seen.body())
                    .isEqualTo(Http.JSON.readTree("{\"user\": {\"name\": \"%s\", \"email\": \"%s\", \"role\": \"%s\"}}"
                            .formatted(star.name(), star.email(), role)));
            assertThat(claims(signIn(star)).path("role").asString()).isEqualTo(role);
            former = role;
        }
    }

    @Test
    void whatIsNoRoleOfMilkywaysOrNoUserIsRefused() {
        var star = star();
        var admin = new People(house).admin().http();

        assertThat(admin.post("/auth/user/role", Map.of("userId", star.id(), "newRole", "DOCTOR"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/auth/user/role", Map.of("userId", star.id())).status())
                .isEqualTo(422);
        for (var nobody : List.of("018f2c5e-7d1a-7abc-8def-0123456789ab", "nobody")) {
            assertThat(admin.post("/auth/user/role", Map.of("userId", nobody, "newRole", "OPERATOR"))
                            .status())
                    .isEqualTo(404);
            assertThat(admin.get("/auth/user/" + nobody).status()).isEqualTo(404);
        }
    }

    @Test
    void onlyAdminsLookAndChange() {
        var star = star();
        var people = new People(house);
        for (var other : List.of(
                people.somebody().http(),
                people.holderOf("OPERATOR").http(),
                people.holderOf("AUDITOR").http()))
            for (var answer : List.of(
                    other.get("/auth/user/" + star.id()),
                    other.post("/auth/user/role", Map.of("userId", star.id(), "newRole", "ADMIN")))) {
                assertThat(answer.status()).as("%s", answer).isEqualTo(403);
                assertThat(answer.body().get("statusCode").asInt()).isEqualTo(403);
            }
        assertThat(http.get("/auth/user/" + star.id()).status()).isEqualTo(401);
        assertThat(http.get("/auth/user/" + star.id()).body().get("statusCode").asInt())
                .isEqualTo(401);
        assertThat(http.post("/auth/user/role", Map.of("userId", star.id(), "newRole", "ADMIN"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void everybodyMayAskForItsHealth() {
        assertThat(http.get("/health").status()).isEqualTo(200);
    }

    private Star star() {
        var email = People.freshName("star") + "@example.com";
        var user = signUp(email, "Vega").body().path("user");
        return new Star(user.path("userId").asString(), email, "Vega");
    }

    private Answer signUp(String email, String name) {
        return http.post("/auth/signup", Map.of("email", email, "password", PASSWORD, "name", name));
    }

    private Answer signIn(Star star) {
        return http.post("/auth/signin", Map.of("email", star.email(), "password", PASSWORD));
    }

    private static JsonNode claims(Answer signedIn) {
        return Http.JSON.readTree(
                Base64.getUrlDecoder().decode(signedIn.text("access_token").split("\\.")[1]));
    }

    private String head() {
        return house.part(Positions.class).head().toString();
    }
}
