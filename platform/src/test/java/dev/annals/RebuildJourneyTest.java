package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** An operator rebuilds a read model and watches it. */
@ParameterizedClass
@EnumSource(Store.class)
class RebuildJourneyTest {

    private static final String FIELDS = "INSERT INTO projection_control (operation_id, projection, kind,"
            + " accept_differences, state, owner, lease_until, generation, requested_at, started_at, told_at, filled,"
            + " goal) VALUES (?, 'profile', 'REBUILD', FALSE, 'RUNNING', 'a process that is slow', CURRENT_TIMESTAMP"
            + " + INTERVAL '1' HOUR, 1000000, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP - INTERVAL '10' SECOND,"
            + " CURRENT_TIMESTAMP, 1000, 5000)";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void theCommandShowsHowFarARebuildIsUntilItHasTakenOver() throws Exception {
        var house = House.shared(store);
        annals(house, "login", House.ADMIN);

        var said = annals(house, "rebuild", "login-history", "The list looks odd", "--accept-differences");

        assertThat(said).contains(" events, ", " a second", "Taken over: ");
    }

    @Test
    void whoeverWatchesIsToldUntilTheEnd() throws Exception {
        var house = House.shared(store);
        var admin = new People(house).admin();
        var wished = admin.http().post("/api/v1/projections/role-holder/rebuild", Map.of("reason", "Looks odd"));
        assertThat(wished.status()).as("%s", wished).isEqualTo(202);

        try (var client = HttpClient.newHttpClient()) {
            var told = watch(house, client, admin, wished.text("operation_id"));

            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            var lines = told.body().toList();
            assertThat(lines).contains("event:operation", "id:1");
            assertThat(lines.stream().filter(line -> line.startsWith("data:")).toList())
                    .last()
                    .asString()
                    .contains("\"state\":\"DONE\"", "\"events\":", "\"seconds_left\":0");
        }
    }

    @Test
    void aRebuildIsCancelledByWhoeverMayOperate() throws Exception {
        var house = House.shared(store);
        var people = new People(house);
        var admin = people.admin();
        var wished = admin.http().post("/api/v1/projections/profile/rebuild", Map.of("reason", "To be looked at"));
        var id = wished.text("operation_id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !operation(house, id).equals("REQUESTED")
                        && !operation(house, id).equals("RUNNING"));
        var slow = UUID.fromString(id);
        var jdbc = house.part(JdbcTemplate.class);
        jdbc.update("DELETE FROM projection_control WHERE operation_id = ?", slow);
        jdbc.update(FIELDS, slow);
        assertThat(house.http().get("/metrics").raw().body())
                .contains("annals_projection_rebuild_share{", "annals_projection_rebuild_rate{");
        assertThat(admin.http()
                        .post("/api/v1/projections/profile/rebuild", Map.of("reason", "Twice"))
                        .code())
                .isEqualTo("REBUILD_RUNNING");
        assertThat(people.holderOf("AUDITOR")
                        .http()
                        .post("/api/v1/projections/operations/" + id + "/cancel", Map.of("reason", "No"))
                        .code())
                .isEqualTo("NOT_PERMITTED");

        try (var client = HttpClient.newHttpClient()) {
            var told = watch(house, client, admin, id);
            var cancelled =
                    admin.http().post("/api/v1/projections/operations/" + id + "/cancel", Map.of("reason", "Enough"));
            assertThat(cancelled.status()).as("%s", cancelled).isEqualTo(202);

            assertThat(told.body().filter(line -> line.startsWith("data:")).toList())
                    .satisfies(data -> assertThat(data.getFirst()).contains("\"events\":1000,\"of\":5000"))
                    .last()
                    .asString()
                    .contains("\"state\":\"CANCELLED\"");
        }
        var trail = admin.http().get("/api/v1/audit/events?limit=1&type=operation.rebuild-cancelled");
        assertThat(trail.body().path("items")).as("%s", trail).hasSize(1);
    }

    private String operation(House house, String id) {
        return house.part(JdbcTemplate.class)
                .queryForObject(
                        "SELECT state FROM projection_control WHERE operation_id = ?",
                        String.class,
                        UUID.fromString(id));
    }

    /** As somebody who was told of a first event already: it begins with how it is now all the same. */
    private static HttpResponse<Stream<String>> watch(
            House house, HttpClient client, People.Person by, String operation) throws Exception {
        var request = HttpRequest.newBuilder(
                        house.http().base().resolve("/api/v1/projections/operations/" + operation + "/progress"))
                .header("Authorization", "Bearer " + by.accessToken())
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "1")
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, BodyHandlers.ofLines());
    }

    private String annals(House house, String... arguments) throws Exception {
        var said = new AnnalsCommand(house, home, House.ADMIN_PASSWORD).run(arguments);
        assertThat(said.exitCode()).as(said.text()).isZero();
        return said.text();
    }
}
