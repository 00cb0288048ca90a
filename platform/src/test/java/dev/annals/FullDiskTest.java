package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.verification.Verification;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of those who ask while the disk is full: a small one, in memory. Left out where mounting is refused. */
@Timeout(300)
class FullDiskTest {

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/disks")).toAbsolutePath(), "d");
        assumeThat(isDone("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", disk.toString()))
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        isDone("umount", "-l", disk.toString());
    }

    @Test
    void onPostgresWritesAreRefusedReadsGoOnAndItOpensAgain() throws Exception {
        try (var postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(disk.resolve("pg"))
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                var house = House.fresh(
                        Store.POSTGRESQL, "--DATABASE_URL=" + postgres.getJdbcUrl("postgres", "postgres"))) {
            // What is written before the tables must grow has its place.
            var jdbc = house.part(JdbcTemplate.class);
            jdbc.execute("CHECKPOINT");
            jdbc.queryForList("SELECT pg_switch_wal()");
            opensAgain(house, 0);
        }
    }

    @Test
    void onH2WritesAreRefusedWhileThereIsRoomLeftForTheRestAndReadsGoOn() throws Exception {
        try (var house = House.fresh(Store.H2, Store.H2.freshDatabase(disk).getFirst())) {
            opensAgain(house, 32);
        }
    }

    @Test
    void onH2AProcessWhoseFileIsGivenUpEndsAndLosesNothing() throws Exception {
        var settings = new ArrayList<>(Store.H2.freshDatabase(disk));
        settings.addAll(List.of(
                "--annals.master-key-file=" + disk.resolveSibling(disk.getFileName() + ".key"),
                "--annals.store.least-free-space=0B",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        var acknowledged = new ArrayList<String>();
        try (var first = start(settings)) {
            acknowledged.add(registered(first).orElseThrow());
            fill(0);
            await().atMost(ofSeconds(60)).until(() -> {
                if (first.isAlive()) registered(first).ifPresent(acknowledged::add);
                return !first.isAlive();
            });
        }
        Files.delete(disk.resolve("filler"));
        try (var second = start(settings)) {
            for (var name : acknowledged) {
                var body = Map.of("login", name, "password", People.PASSWORD);
                assertThat(second.http().post("/api/v1/sessions", body).status())
                        .isEqualTo(201);
            }
        }
    }

    private RunningProcess start(List<String> settings) {
        var output = disk.resolveSibling(disk.getFileName() + ".log");
        var process = RunningProcess.start("", RunningProcess.freePort(), output, "", List.of(), settings);
        process.untilReady();
        return process;
    }

    /** The name of somebody whose registration was acknowledged. */
    private static Optional<String> registered(RunningProcess process) {
        var name = People.freshName("full");
        try {
            var body = Map.of("username", name, "password", People.PASSWORD);
            return process.http().post("/api/v1/users", body).status() == 201 ? Optional.of(name) : Optional.empty();
        } catch (UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    /** @param left as many megabytes are left free */
    private void opensAgain(House house, int left) throws IOException {
        var people = new People(house);
        var before = people.somebody();
        var acknowledged = new ArrayList<String>();
        fill(left);
        await().atMost(ofSeconds(60)).until(() -> {
            var name = People.freshName("full");
            var answer = people.register(name);
            if (answer.status() == 201) acknowledged.add(name);
            else refused(answer);
            return answer.status() != 201;
        });
        for (var route : List.of("", "/login-history", "/role-history"))
            assertThat(before.http().get("/api/v1/users/me" + route).status()).isEqualTo(200);
        assertThat(house.http().get("/actuator/health/liveness").status()).isEqualTo(200);

        Files.delete(disk.resolve("filler"));
        await().atMost(ofSeconds(10)).until(() -> {
            var name = People.freshName("room");
            var answer = people.register(name);
            if (answer.status() == 201) acknowledged.add(name);
            return answer.status() == 201;
        });

        for (var name : acknowledged)
            assertThat(people.signIn(name, People.PASSWORD).status()).isEqualTo(201);
        VerificationTest.READ_MODELS.forEach(
                table -> house.part(ReadModels.class).awaitHead(table.replace('_', '-')));
        assertThat(house.part(Verification.class).compare().differences()).isEmpty();
    }

    private static void refused(Answer answer) {
        assertThat(List.of(answer.status(), answer.code())).as("%s", answer).isEqualTo(List.of(503, "UNAVAILABLE"));
    }

    private void fill(int left) throws IOException {
        try (var file = Files.newOutputStream(disk.resolve("filler"))) {
            var block = new byte[4096];
            while (left == 0 || Files.getFileStore(disk).getUsableSpace() > left * 1_048_576L) file.write(block);
        } catch (IOException full) {
            assertThat(Files.size(disk.resolve("filler"))).isPositive();
        }
    }

    private static boolean isDone(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
