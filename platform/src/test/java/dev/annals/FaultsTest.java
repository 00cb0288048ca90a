package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who ask while the database is gone, the machine is small, or the process is told to go. */
@Timeout(300)
class FaultsTest {

    @TempDir
    private Path folder;

    @Test
    void aDatabaseThatIsKilledIsA503AndServesTenSecondsAfterItIsBack() throws Exception {
        var data = folder.resolve("pg");
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .start();
        var port = postgres.getPort();
        try (var house =
                House.fresh(Store.POSTGRESQL, "--DATABASE_URL=" + postgres.getJdbcUrl("postgres", "postgres"))) {
            var people = new People(house);
            var before = people.somebody();

            kill(data);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> people.register("too-early").status() != 201);
            for (var answer : List.of(
                    people.register(People.freshName("gone")),
                    people.signIn(before.username(), People.PASSWORD),
                    before.http().get("/api/v1/users/me"),
                    before.http().get("/api/v1/users/me/login-history")))
                assertThat(List.of(answer.status(), answer.code()))
                        .as("%s", answer)
                        .isEqualTo(List.of(503, "UNAVAILABLE"));
            assertThat(house.http().get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(house.http().get("/actuator/health/liveness").status()).isEqualTo(200);

            // Gives up its lock on the folder; there is nothing left to stop.
            postgres.close();
            try (var again = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start()) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> people.register(People.freshName("back")).status() == 201);
                assertThat(people.signIn(before.username(), People.PASSWORD).status())
                        .isEqualTo(201);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> before.http().get("/api/v1/users/me").status() == 200);
                assertThat(house.http().get("/actuator/health/readiness").status())
                        .isEqualTo(200);
                house.close();
                assertThat(again.getPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void aSmallMachineIsEnoughAndWhoeverIsBeingServedIsAnsweredBeforeTheEnd() throws Exception {
        var settings = new ArrayList<>(Store.H2.freshDatabase(folder));
        settings.addAll(List.of(
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-file=" + folder.resolve("master.key"),
                // Half a second each, so that there is somebody being served.
                "--annals.password.argon2-memory=16384",
                "--annals.password.argon2-iterations=10"));
        try (var small = RunningProcess.start(
                "",
                RunningProcess.freePort(),
                folder.resolve("small.log"),
                "ulimit -n 256",
                List.of("-Xmx256m"),
                settings)) {
            small.untilReady();
            var history = new History();
            try (var writers = new Writers(List.of(small), history, "small", new Random(7), 16)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> history.counts().getOrDefault("acknowledged", 0) > 100);
            }
            assertThat(history.counts()).doesNotContainKeys("unknown", "refused");

            crowd(small);
            await().atMost(Duration.ofSeconds(30)).until(small::isReady);

            var answers = new ArrayList<CompletableFuture<Answer>>();
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var n = 0; n < 8; n++) {
                    var body = Map.of("username", "last-" + n, "password", People.PASSWORD);
                    // On a connection of its own: one that was idle may be closed by the time it is used.
                    var http = new Http(HttpClient.newHttpClient(), small.http().base(), Map.of());
                    answers.add(CompletableFuture.supplyAsync(() -> http.post("/api/v1/users", body), clients));
                }
                await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
                assertThat(answers).anyMatch(answer -> !answer.isDone());
                assertThat(small.stop()).isEqualTo(143);
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(201));
            }
        }
    }

    /** More than there are file descriptors for, until nobody is let in any more, and nobody says a word. */
    private static void crowd(RunningProcess small) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (var n = 0; n < 300; n++) {
                var socket = new Socket();
                sockets.add(socket);
                socket.connect(
                        new InetSocketAddress("127.0.0.1", small.http().base().getPort()), 1_000);
            }
        } catch (SocketTimeoutException full) {
            // That is what it was about.
        } finally {
            for (var socket : sockets) socket.close();
        }
    }

    private static void kill(Path data) throws IOException, InterruptedException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        new ProcessBuilder("kill", "-9", pid).start().waitFor();
    }
}
