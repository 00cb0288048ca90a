package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an auditor reads is in the trail, and the platform tells him by itself whether log and read models are whole.
 *
 * <p>Red: a read that is not written down.
 */
@ParameterizedClass
@EnumSource(Store.class)
class EvidenceTest {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatAnAuditorReadsIsInTheTrailAndWhatOthersReadIsNot() {
        var house = House.shared(store);
        var people = new People(house);
        var hana = people.somebody();
        var auditor = people.holderOf("AUDITOR");
        var operator = people.holderOf("OPERATOR");

        auditor.http().get("/api/v1/users/" + hana.id());
        auditor.http().get("/users/" + hana.id());
        auditor.http().get("/api/v1/users/me");
        auditor.http().get("/api/v1/audit/events?limit=5&user=" + hana.id());
        operator.http().get("/api/v1/users/" + hana.id());

        var reads =
                people.admin().http().get("/api/v1/audit/events?type=audit.read&order=asc&actor=user:" + auditor.id());
        assertThat(reads.body().path("items"))
                .as("%s", reads)
                .extracting(read -> read.path("event").path("route").asString())
                .containsExactly("GET /api/v1/users/{id}", "GET /users/{id}", "GET /api/v1/audit/events");
        assertThat(reads.body().path("items")).allSatisfy(read -> {
            assertThat(read.path("user_id").asString()).isEqualTo(hana.id());
            assertThat(read.path("aggregate_id").asString())
                    .startsWith("audit-read:20")
                    .endsWith(auditor.id());
        });
        assertThat(reads.body()
                        .path("items")
                        .path(2)
                        .path("event")
                        .path("query")
                        .asString())
                .isEqualTo("limit=5&user=" + hana.id());
        assertThat(people.admin()
                        .http()
                        .get("/api/v1/audit/events?type=audit.read&actor=user:" + operator.id())
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void anAuditorHasTheLogAndTheReadModelsVerified() {
        var house = House.shared(store);
        var auditor = new People(house).holderOf("AUDITOR");
        new Exports(house, folder).awaitSealed();
        var head = house.http().get("/.well-known/audit-head.json");
        var kept = head.body().path("position").asLong() + ":" + head.text("hash");

        var chain = verified(auditor, Map.of("subject", "CHAIN", "kept", kept));
        assertThat(chain.text("detail")).as("%s", chain).startsWith("Whole: ");
        var models = verified(auditor, Map.of("subject", "READ_MODELS"));
        assertThat(models.text("detail")).as("%s", models).startsWith("0 differences: ");
        assertThat(house.http().get("/metrics").raw().body())
                .contains("annals_verification_differences", "annals_audit_seal_position", "annals_audit_alarms");

        var jdbc = house.part(JdbcTemplate.class);
        var row = jdbc.queryForObject(
                "SELECT min(global_index) FROM domain_event WHERE payload_type = 'role.granted'", Long.class);
        jdbc.update("UPDATE domain_event SET sequence_number = sequence_number + 1000 WHERE global_index = ?", row);
        try {
            assertThat(verified(auditor, Map.of("subject", "CHAIN")).text("detail"))
                    .startsWith("BROKEN at " + row + ":");
        } finally {
            jdbc.update("UPDATE domain_event SET sequence_number = sequence_number - 1000 WHERE global_index = ?", row);
        }
        assertThat(verified(auditor, Map.of("subject", "CHAIN")).text("detail")).startsWith("Whole: ");
    }

    @Test
    void whatCannotBeExportedOrVerifiedSaysWhy() {
        var house = House.shared(store);
        var people = new People(house);
        var auditor = people.holderOf("AUDITOR").http();
        new Exports(house, folder).awaitSealed();

        assertThat(auditor.get("/api/v1/audit/export/section?after=999999999").code())
                .isEqualTo("POSITION_BEYOND_HEAD");
        assertThat(auditor.get("/api/v1/audit/export?after=999999999").code()).isEqualTo("POSITION_BEYOND_HEAD");
        assertThat(auditor.get("/api/v1/audit/export?store=00000000").code()).isEqualTo("INVALID_POSITION");
        assertThat(auditor.get("/api/v1/audit/export?format=xml").code()).isEqualTo("INVALID_VALUE");
        assertThat(auditor.get("/api/v1/audit/export?after=-1").code()).isEqualTo("INVALID_VALUE");
        assertThat(people.holderOf("OPERATOR")
                        .http()
                        .get("/api/v1/audit/export")
                        .code())
                .isEqualTo("NOT_PERMITTED");
        assertThat(auditor.post("/api/v1/verifications", Map.of("subject", "CHAIN", "kept", "12"))
                        .code())
                .isEqualTo("KEPT_HEAD_INVALID");
        assertThat(auditor.get("/api/v1/verifications/" + UUID.randomUUID()).code())
                .isEqualTo("VERIFICATION_NOT_FOUND");
    }

    private static Answer verified(Person by, Object wish) {
        var wished =
                await().until(() -> by.http().post("/api/v1/verifications", wish), answer -> answer.status() != 409);
        assertThat(wished.status()).as("%s", wished).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> by.http().get("/api/v1/verifications/" + wished.text("operation_id")),
                        run -> run.text("state").equals("DONE"));
    }
}
