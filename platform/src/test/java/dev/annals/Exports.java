package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import dev.annals.foundation.store.Positions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What an auditor takes home from a house, and the program of his own that looks at it there. */
record Exports(House house, Path folder) {

    /** Everything that had happened by now is under a seal. */
    void awaitSealed() {
        var now = house.part(Positions.class).head().index();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> house.http()
                                .get("/.well-known/audit-head.json")
                                .body()
                                .path("position")
                                .asLong(0)
                        >= now);
    }

    List<Path> of(Person auditor, int limit) throws IOException, InterruptedException {
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
            Files.write(file, fetch(auditor, "/api/v1/audit/export?" + rest));
            files.add(file);
            after = section.body().path("last").asLong();
        }
        return files;
    }

    byte[] fetch(Person auditor, String path) throws IOException, InterruptedException {
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

    static byte[] unzipped(byte[] zipped) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }

    static List<String> lines(Path file) throws IOException {
        return new String(unzipped(Files.readAllBytes(file)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    Path write(List<String> lines) throws IOException {
        return Files.writeString(
                folder.resolve("changed-" + UUID.randomUUID() + ".ndjson"),
                lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    String key() {
        return house.http()
                .get("/.well-known/audit-keys.json")
                .body()
                .path("keys")
                .path(0)
                .path("public_key")
                .asString();
    }

    /** Runs it; answers what it said, in accordance with its exit code. */
    static String prove(List<String> options, List<Path> files) throws IOException, InterruptedException {
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
