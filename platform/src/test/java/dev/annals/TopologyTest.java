package dev.annals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What docker-compose.yml describes, as plain processes: {@code ./topology} with everything but the database, which is
 * given to it.
 */
class TopologyTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void whoRegistersWithTheApiIsToldToASubscriberByTheWorker() throws Exception {
        var port = RunningProcess.freePort();
        var natsPort = RunningProcess.freePort();
        var output = folder.resolve("output.log");
        var topology = start(port, natsPort, output);
        try {
            await().atMost(Duration.ofMinutes(4))
                    .failFast("It has ended", () -> !topology.isAlive())
                    .until(() -> Files.readString(output).contains("Everything runs"));

            var answer = Http.at(port)
                    .post("/api/v1/users", Map.of("username", "toldto", "password", "correct horse battery"));
            assertThat(answer.status()).isEqualTo(201);

            var message = firstMessageAbout("toldto", natsPort);
            assertThat(message.keySet())
                    .containsExactly("id", "email", "username", "action", "request_id", "timestamp", "service_name");
            assertThat(message).containsEntry("action", "created").containsEntry("email", "");
        } finally {
            topology.destroy();
            assertThat(topology.waitFor(1, TimeUnit.MINUTES)).isTrue();
            topology.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(Files.readString(output)).contains("nats is healthy", "api is healthy", "worker is healthy");
    }

    private Process start(int port, int natsPort, Path output) throws IOException {
        var database =
                URI.create(Store.POSTGRESQL.freshDatabase(folder).getFirst().replace("--DATABASE_URL=jdbc:", ""));
        var arguments = Files.writeString(
                folder.resolve("java.args"),
                "-XX:+UseSerialGC -Xmx512m -XX:TieredStopAtLevel=1 -Dannals.password.argon2-memory=256 "
                        + QuickStart.program().stream()
                                .map(argument -> '"' + argument + '"')
                                .collect(joining(" ")));
        var builder = new ProcessBuilder("./topology", folder.resolve("data").toString())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL",
                        "postgresql://" + database.getAuthority() + database.getPath(),
                        "DATABASE_USER",
                        "postgres",
                        "DATABASE_PASSWORD",
                        "postgres",
                        "PORT",
                        String.valueOf(port),
                        "WORKER_PORT",
                        String.valueOf(RunningProcess.freePort()),
                        "NATS_PORT",
                        String.valueOf(natsPort),
                        "NATS_MONITORING_PORT",
                        String.valueOf(RunningProcess.freePort()),
                        "NAKAMA_HOST",
                        "",
                        "NAKAMA_PORT",
                        String.valueOf(RunningProcess.freePort()),
                        "ANNALS_APP",
                        Path.of(System.getProperty("java.home"), "bin", "java") + " @" + arguments));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** As the subscriber of deploy/nats: its name, the password that the script has made, its own durable. */
    private Map<String, Object> firstMessageAbout(String username, int natsPort) throws Exception {
        var password = Files.readString(folder.resolve("data/secrets/nats_social_backend_password"));
        var options = new Options.Builder()
                .server("nats://127.0.0.1:" + natsPort)
                .userInfo("social-backend", password)
                .build();
        try (var nats = Nats.connect(options)) {
            var durable = nats.getConsumerContext("USER_EVENTS", "social-backend-consumer");
            for (var message : List.of(1, 2, 3, 4, 5)) {
                var next = durable.next(Duration.ofSeconds(20));
                assertThat(next).as("message %s", message).isNotNull();
                next.ack();
                var text = new String(next.getData(), UTF_8);
                if (text.contains(username)) return JsonMapper.shared().readValue(text, new TypeReference<>() {});
            }
            throw new AssertionError("Nothing about " + username);
        }
    }
}
