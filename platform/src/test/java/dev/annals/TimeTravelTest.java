package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An auditor asks what was true of somebody at any moment, and how two moments differ. */
@ParameterizedClass
@EnumSource(Store.class)
class TimeTravelTest {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @Test
    void everyMomentOfAUserCanBeAskedFor() {
        var house = House.shared(store);
        var people = new People(house);
        var auditor = people.holderOf("AUDITOR").http();
        var admin = people.admin().http();
        var before = Instant.now();
        var hana = people.somebody();
        var registered = moment();
        ok(admin.patch("/api/v1/users/" + hana.id() + "/profile", Map.of("display_name", "Hana")));
        ok(admin.put("/api/v1/users/" + hana.id() + "/roles/OPERATOR", Map.of("reason", "Helps")));
        var named = moment();
        var blocked = admin.post("/api/v1/users/" + hana.id() + "/block", Map.of("reason", "Too loud"));
        ok(blocked);
        var end = moment();
        var path = "/api/v1/audit/users/" + hana.id();

        assertThat(auditor.get(path + "/as-of?at=" + before).code()).isEqualTo("USER_NOT_FOUND");
        assertThat(state(auditor.get(path + "/as-of?at=" + registered))).containsExactly("ACTIVE", "", "[USER]");
        assertThat(state(auditor.get(path + "/as-of?at=" + named)))
                .containsExactly("ACTIVE", "Hana", "[OPERATOR, USER]");
        assertThat(state(auditor.get(path + "/as-of?at=" + end)))
                .containsExactly("BLOCKED", "Hana", "[OPERATOR, USER]");
        var difference = auditor.get(path + "/difference?from=" + registered + "&to=" + end);
        assertThat(texts(difference.body().path("changed")))
                .as("%s", difference)
                .containsExactly("profile.display_name", "roles", "status");
        assertThat(difference
                        .body()
                        .path("steps")
                        .valueStream()
                        .map(step -> step.path("type").asString()))
                .containsExactly("user.profile-changed", "role.granted", "user.blocked");
        var theBlock = difference.body().path("steps").path(2).path("position").asLong();
        assertThat(state(auditor.get(path + "/as-of?at=" + theBlock))).first().isEqualTo("BLOCKED");
        assertThat(state(auditor.get(path + "/as-of?at=" + (theBlock - 1))))
                .first()
                .isEqualTo("ACTIVE");
        assertThat(state(auditor.get(path + "/as-of?at=" + blocked.header("Annals-Position"))))
                .first()
                .isEqualTo("BLOCKED");
        assertThat(auditor.get(path + "/difference?from=" + before + "&to=" + end)
                        .body()
                        .path("before")
                        .isNull())
                .isTrue();
        assertThat(hana.http().get(path + "/as-of?at=" + named).status())
                .as("blocked")
                .isEqualTo(401);
    }

    @Test
    void whatCannotBeAskedForSaysWhy() {
        var house = House.shared(store);
        var people = new People(house);
        var auditor = people.holderOf("AUDITOR").http();
        var hana = people.somebody();
        var path = "/api/v1/audit/users/" + hana.id() + "/as-of?at=";

        assertThat(auditor.get(path + "1999-01-01T00:00:00Z").code()).isEqualTo("BEFORE_THE_FIRST_EVENT");
        assertThat(auditor.get(path + "0").code()).isEqualTo("BEFORE_THE_FIRST_EVENT");
        assertThat(auditor.get(path + "999999999").code()).isEqualTo("POSITION_BEYOND_HEAD");
        assertThat(auditor.get(path + "00000000-1").code()).isEqualTo("INVALID_POSITION");
        assertThat(auditor.get(path + "yesterdayTea").code()).isEqualTo("INVALID_VALUE");
        assertThat(auditor.get("/api/v1/audit/users/" + UUID.randomUUID() + "/as-of?at=" + Instant.now())
                        .code())
                .isEqualTo("USER_NOT_FOUND");
        assertThat(people.somebody().http().get(path + Instant.now()).status()).isEqualTo(404);
        assertThat(hana.http().get(path + Instant.now()).status()).isEqualTo(200);
    }

    /** Later than whatever was answered, earlier than whatever is asked for next. */
    private static Instant moment() {
        var now = Instant.now();
        while (!Instant.now().isAfter(now.plusMillis(2))) Thread.onSpinWait();
        return now.plusMillis(1);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isLessThan(300);
    }

    private static List<String> state(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return List.of(
                answer.text("status"),
                answer.body().path("profile").path("display_name").asString(""),
                texts(answer.body().path("roles")).stream().sorted().toList().toString());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
