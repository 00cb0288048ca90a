package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An auditor exports what happened and proves with a program of his own that it is what was sealed, also after somebody was
 * erased; what he reads is in the trail.
 *
 * <p>Red: a mark that is not compared, a seal without its signature, a read that is not written down.
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
    void anExportIsProvedWithoutUsAlsoAfterAnErasure() throws Exception {
        var house = House.shared(store);
        var people = new People(house);
        var erased = people.somebody();
        var asked =
                people.admin().http().post("/api/v1/users/" + erased.id() + "/erase", Map.of("reason", "Asked for it"));
        assertThat(asked.status()).as("%s", asked).isLessThan(300);
        var auditor = people.holderOf("AUDITOR");
        awaitSealed(house);

        var sections = export(house, auditor, 8);

        assertThat(sections.size()).isGreaterThan(1);
        var proof = verify(house, sections);
        assertThat(proof).contains("PROVED up to ").contains("Head, to be kept").doesNotContain("BROKEN");
        var head = house.http().get("/.well-known/audit-head.json");
        var kept = head.body().path("position").asLong() + ":" + head.text("hash");
        var key = key(house);
        assertThat(run(List.of("--key", key, "--head", "1:" + "0".repeat(64)), sections))
                .contains("a head that was kept elsewhere is not part of it");
        awaitSealed(house);
        assertThat(run(List.of("--key", key, "--head", kept), export(house, auditor, 1_000_000)))
                .contains("PROVED");
    }

    @Test
    void whateverIsChangedInAnExportIsFound() throws Exception {
        var house = House.shared(store);
        var people = new People(house);
        var auditor = people.holderOf("AUDITOR");
        awaitSealed(house);
        var lines = lines(export(house, auditor, 1_000_000).getFirst());
        var event = pairOfEvents(lines);
        var position = position(lines.get(event));

        broken(
                        house,
                        lines,
                        all -> change(all, event, line -> line.replaceFirst("\"payload\":\"\\{", "\"payload\":\"{ ")))
                .contains("position " + position + " is not the one");
        broken(house, lines, all -> change(all, event, line -> line.replaceFirst("\"at\":\"20", "\"at\":\"19")))
                .contains("position " + position + " is not the one");
        broken(house, lines, all -> without(all, event)).contains("position " + position(lines.get(event + 1)));
        broken(house, lines, all -> swapped(all, event)).contains("position ");
        broken(house, lines, all -> all.subList(0, all.size() - 1)).contains("is cut off");
        broken(house, lines, all -> all.subList(0, all.size() / 2)).contains("is cut off");
        broken(house, lines, all -> {
                    var more = new ArrayList<>(all);
                    more.add(event, lines.get(event));
                    return more;
                })
                .contains("position ");
        var sealAt = last(lines, "\"kind\":\"seal\"");
        broken(
                        house,
                        lines,
                        all -> change(
                                all, sealAt, line -> line.replaceFirst("\"sealed_at\":\"20", "\"sealed_at\":\"19")))
                .contains("is forged");
        broken(
                        house,
                        lines,
                        all -> change(
                                all, sealAt, line -> line.replaceFirst("\"signature\":\"....", "\"signature\":\"AAAA")))
                .contains("is forged");
        broken(house, lines, all -> without(all, sealAt)).contains("no seal of a given key covers");
        assertThat(run(List.of("--key", key(house)), List.of(write(lines)))).contains("PROVED");
        var stranger = Base64.getEncoder()
                .encodeToString(java.security.KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        assertThat(run(List.of("--key", stranger), List.of(write(lines)))).contains("no seal of a given key");
    }

    @Test
    void aSpreadsheetGetsTheSameEvents() throws Exception {
        var house = House.shared(store);
        var auditor = new People(house).holderOf("AUDITOR");
        awaitSealed(house);

        var answer = fetch(house, auditor, "/api/v1/audit/export?format=csv&limit=10");

        var csv = new String(unzipped(answer), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\"position\",\"at\",\"type\"");
        assertThat(csv.lines().skip(1).findFirst().orElseThrow()).contains("\"role.defined\"", "\"system:platform\"");
    }

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
        awaitSealed(house);
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
        awaitSealed(house);

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
        return await().atMost(java.time.Duration.ofSeconds(60))
                .until(
                        () -> by.http().get("/api/v1/verifications/" + wished.text("operation_id")),
                        run -> run.text("state").equals("DONE"));
    }

    /** Everything that had happened by now is under a seal. */
    private static void awaitSealed(House house) {
        var now = house.part(dev.annals.foundation.store.Positions.class).head().index();
        await().atMost(java.time.Duration.ofSeconds(30))
                .until(() -> house.http()
                                .get("/.well-known/audit-head.json")
                                .body()
                                .path("position")
                                .asLong(0)
                        >= now);
    }

    private List<Path> export(House house, Person auditor, int limit) throws IOException, InterruptedException {
        var files = new ArrayList<Path>();
        var after = 0L;
        var first = auditor.http().get("/api/v1/audit/export/section?limit=" + limit);
        assertThat(first.status()).as("%s", first).isEqualTo(200);
        // What is exported is read, which is an event, which is sealed, which is exported …
        var until = first.body().path("sealed_up_to").asLong();
        while (after < until) {
            var rest = "after=" + after + "&last=" + until + "&limit=" + limit;
            var section = auditor.http().get("/api/v1/audit/export/section?" + rest);
            var file = folder.resolve("audit-" + UUID.randomUUID() + ".ndjson.gz");
            Files.write(file, fetch(house, auditor, "/api/v1/audit/export?" + rest));
            files.add(file);
            after = section.body().path("last").asLong();
        }
        return files;
    }

    private static byte[] fetch(House house, Person auditor, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(house.http().base().resolve(path))
                .header("Authorization", "Bearer " + auditor.accessToken())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/gzip");
            return answer.body();
        }
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(unzipped(Files.readAllBytes(file)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private Path write(List<String> lines) throws IOException {
        return Files.writeString(
                folder.resolve("changed-" + UUID.randomUUID() + ".ndjson"),
                lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private org.assertj.core.api.AbstractStringAssert<?> broken(
            House house, List<String> lines, UnaryOperator<List<String>> change)
            throws IOException, InterruptedException {
        var changed = change.apply(lines);
        assertThat(changed).isNotEqualTo(lines);
        var said = run(List.of("--key", key(house)), List.of(write(changed)));
        return assertThat(said).contains("BROKEN");
    }

    private static List<String> change(List<String> lines, int at, UnaryOperator<String> change) {
        var changed = new ArrayList<>(lines);
        changed.set(at, change.apply(lines.get(at)));
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private static List<String> swapped(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at + 1));
        changed.set(at + 1, lines.get(at));
        return changed;
    }

    private static int last(List<String> lines, String what) {
        for (var at = lines.size() - 1; at >= 0; at--) if (lines.get(at).contains(what)) return at;
        throw new AssertionError("no " + what);
    }

    private static int pairOfEvents(List<String> lines) {
        for (var at = 3; at < lines.size(); at++)
            if (lines.get(at).contains("\"kind\":\"event\"")
                    && lines.get(at + 1).contains("\"kind\":\"event\"")) return at;
        throw new AssertionError("no two events");
    }

    private static long position(String line) {
        return Http.JSON.readTree(line).path("position").asLong();
    }

    private static String key(House house) {
        return house.http()
                .get("/.well-known/audit-keys.json")
                .body()
                .path("keys")
                .path(0)
                .path("public_key")
                .asString();
    }

    private String verify(House house, List<Path> files) throws IOException, InterruptedException {
        return run(List.of("--key", key(house)), files);
    }

    private static String run(List<String> options, List<Path> files) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "../examples/audit/VerifyExport.java"));
        command.addAll(options);
        files.forEach(file -> command.add(file.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        assertThat(code).as(said).isEqualTo(said.contains("BROKEN") ? 1 : 0);
        return said;
    }
}
