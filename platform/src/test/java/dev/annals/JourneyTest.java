package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Register, sign in, be granted a role, and find every step again. */
@ParameterizedClass
@EnumSource(Store.class)
class JourneyTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @Test
    void everyStepOfAUserCanBeReadBackAndIsAnEvent() {
        var house = House.shared(store);
        var people = new People(house);
        var admin = people.admin();
        var name = People.freshName("journey");
        var day = LocalDate.now(SEOUL);

        var registered = house.http()
                .with("X-Request-Id", name)
                .post("/api/v1/users", Map.of("username", name, "password", People.PASSWORD, "display_name", "Hana"));
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        assertThat(registered.header("X-Request-Id")).isEqualTo(name);
        assertThat(registered.header("Location")).endsWith("/api/v1/users/" + registered.text("user_id"));
        var hana = people.signedIn(name, People.PASSWORD);
        var before = Instant.now();
        var granted =
                admin.http().put("/api/v1/users/" + hana.id() + "/roles/AUDITOR", Map.of("reason", "Reads the books"));
        assertThat(granted.body().path("roles"))
                .as("%s", granted)
                .extracting(JsonNode::asString)
                .contains("AUDITOR");

        assertThat(hana.http().get("/api/v1/users/me").code()).isEqualTo("TOKEN_STALE");
        var refreshed = house.http().post("/api/v1/sessions/refresh", Map.of("refresh_token", hana.refreshToken()));
        var her = house.http().bearer(refreshed.text("access_token")).with("Annals-Position", position(refreshed));

        var account = her.get("/api/v1/users/me");
        assertThat(texts(account.body().path("roles"))).containsExactly("AUDITOR", "USER");
        assertThat(account.body().path("profile").path("display_name").asString())
                .isEqualTo("Hana");
        var login =
                her.get("/api/v1/users/me/login-history").body().path("items").path(0);
        assertThat(login.path("outcome").asString()).isEqualTo("SIGNED_IN");
        assertThat(login.path("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(login.path("device").asString()).startsWith("Java-http-client");
        assertThat(login.path("session_id").asString()).isEqualTo(hana.sessionId());
        var streak = her.get("/api/v1/users/me/streak?zone=" + SEOUL).body();
        assertThat(streak.path("current").asInt()).isEqualTo(1);
        assertThat(streak.path("longest").asInt()).isEqualTo(1);
        assertThat(texts(streak.path("days")))
                .containsAnyOf(day.toString(), LocalDate.now(SEOUL).toString());

        var history = her.get("/api/v1/users/me/role-history").body().path("items");
        assertThat(history.path(0).path("role").asString()).isEqualTo("AUDITOR");
        assertThat(history.path(0).path("change").asString()).isEqualTo("GRANTED");
        assertThat(history.path(0).path("by").asString()).isEqualTo("user:" + admin.id());
        assertThat(history.path(0).path("reason").asString()).isEqualTo("Reads the books");
        assertThat(history.path(0).path("request_id").asString()).isEqualTo(granted.header("X-Request-Id"));
        assertThat(history.path(1).path("role").asString()).isEqualTo("USER");
        assertThat(texts(
                        her.get("/api/v1/users/me/roles?as_of=" + before).body().path("roles")))
                .containsExactly("USER");

        var trail = her.get("/api/v1/audit/events?order=asc&user=" + hana.id())
                .body()
                .path("items");
        assertThat(trail)
                .extracting(event -> event.path("type").asString())
                .containsExactly(
                        "user.registered", "role.granted", "session.started", "role.granted", "session.refreshed");
        assertThat(trail).allSatisfy(event -> {
            assertThat(event.path("request_id").asString()).isNotEmpty();
            assertThat(event.path("actor").asString()).isIn(actors(hana, admin));
            assertThat(event.path("at").asString()).endsWith("Z");
        });
        var ofTheRequest = her.get("/api/v1/audit/events?order=asc&request_id=" + name)
                .body()
                .path("items");
        assertThat(ofTheRequest)
                .extracting(event -> event.path("type").asString())
                .containsExactly("user.registered", "role.granted");
    }

    @Test
    void whoeverHandsInHisPositionReadsWhatHeWrote() {
        var somebody = new People(House.shared(store)).somebody();

        for (var round = 0; round < 50; round++) {
            var name = "Hana " + round;
            var changed = somebody.http().patch("/api/v1/users/me/profile", Map.of("display_name", name));
            var read =
                    somebody.http().with("Annals-Position", position(changed)).get("/api/v1/users/me");
            assertThat(read.body().path("profile").path("display_name").asString())
                    .as("%s", read)
                    .isEqualTo(name);
        }
    }

    @Test
    void whoeverMayNotKnowOfAUserFindsNone() {
        var people = new People(House.shared(store));
        var somebody = people.somebody();
        var other = people.somebody();

        var hidden = somebody.http().get("/api/v1/users/" + other.id());
        var missing = somebody.http().get("/api/v1/users/00000000-0000-4000-8000-000000000000");

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.code()).isEqualTo(missing.code());
        assertThat(hidden.text("detail")).isEqualTo(missing.text("detail"));
    }

    private static String position(Answer answer) {
        var position = answer.header("Annals-Position");
        assertThat(position).as("%s", answer).isNotNull();
        return String.valueOf(position);
    }

    private static List<String> actors(Person person, Person admin) {
        return List.of("user:" + person.id(), "user:" + admin.id(), "system:registration");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
