package dev.annals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.net.URLEncoder;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What nobody can read stands in the log: it is named, it can be left out, and nobody else notices. */
class PoisonTest {

    private static House house;
    private static People people;
    private static Person admin;

    @BeforeAll
    static void start() {
        house = House.fresh(Store.H2);
        people = new People(house);
        admin = people.admin();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aTornEventIsNamedAndItsPersonAloneCannotGoOn() {
        var hana = people.somebody();
        var mina = people.somebody();
        var torn = append(hana.id(), "user.profile-changed", "{torn");

        awaitParked(torn);
        assertThat(parked(torn).path("event_type").asString()).isEqualTo("user.profile-changed");
        var refused = rename(hana, "Hana");
        assertThat(refused.status()).as("%s", refused).isEqualTo(500);
        assertThat(rename(mina, "Mina").status()).isEqualTo(200);
        await().atMost(ofSeconds(20))
                .until(() -> admin.http()
                        .get("/api/v1/users/" + mina.id())
                        .toString()
                        .contains("Mina"));
    }

    @Test
    void anUnknownEventIsNamedAndLeftOutByACommandThatIsInTheTrail() {
        var unknown = append(people.somebody().id(), "user.teleported", "{}");
        awaitParked(unknown);
        assertThat(parked(unknown).path("event_type").asString()).isEqualTo("user.teleported");
        var row = parked(unknown).path("row_key").asString();

        var wish = admin.http()
                .post(
                        "/api/v1/projections/profile/parked/" + URLEncoder.encode(row, UTF_8) + "/skip",
                        Map.of("reason", "Nobody knows it"));
        assertThat(wish.status()).as("%s", wish).isEqualTo(202);

        await().atMost(ofSeconds(20)).until(() -> parked(unknown).isMissingNode());
        assertThat(admin.http()
                        .get("/api/v1/audit/events?type=operation.parked-skip-requested")
                        .toString())
                .contains("Nobody knows it");
    }

    private static Answer rename(Person person, String name) {
        return admin.http().send("PATCH", "/api/v1/users/" + person.id() + "/profile", Map.of("display_name", name));
    }

    private static void awaitParked(long position) {
        await().atMost(ofSeconds(20)).until(() -> !parked(position).isMissingNode());
    }

    private static JsonNode parked(long position) {
        for (var event :
                admin.http().get("/api/v1/projections/profile/parked").body().path("items"))
            if (event.path("position").asLong() == position) return event;
        return MissingNode.getInstance();
    }

    /** Its position. */
    private static long append(String stream, String type, String payload) {
        return house.part(JdbcTemplate.class)
                .queryForObject(
                        "SELECT global_index FROM FINAL TABLE (INSERT INTO domain_event (event_id, aggregate_type, aggregate_id,"
                                + " sequence_number, payload_type, payload_revision, payload, metadata, recorded_at)"
                                + " SELECT ?, 'User', ?, max(sequence_number) + 1, ?, '1', ?, ?, current_timestamp"
                                + " FROM domain_event WHERE aggregate_id = ?)",
                        Long.class,
                        UUID.randomUUID().toString(),
                        stream,
                        type,
                        payload.getBytes(UTF_8),
                        "{}".getBytes(UTF_8),
                        stream);
    }
}
