package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes on one PostgreSQL. Whatever becomes of one of them, each event is applied once: the read models are what
 * a fold of the log says.
 *
 * <p>Seen red: a block that the other process had undone was answered with yes and not made.
 */
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
class ProcessesTest {

    private static final List<RunningProcess> PROCESSES = new ArrayList<>();
    private static final History HISTORY = new History();
    private static List<String> store = List.of();

    @BeforeAll
    static void start() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/processes")).toAbsolutePath(), "p");
        var database = Store.POSTGRESQL.freshDatabase(folder);
        store = List.of(database.getFirst(), "--annals.master-key-file=" + folder.resolve("master.key"));
        var settings = new ArrayList<>(store);
        settings.addAll(List.of(
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-create=true",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        for (var n = 0; n < 2; n++) {
            PROCESSES.add(RunningProcess.start(
                    "", RunningProcess.freePort(), folder.resolve(n + ".log"), "", List.of(), settings));
            // The first one makes the tables and the master key.
            if (n == 0) PROCESSES.getFirst().untilReady();
        }
        PROCESSES.getLast().untilReady();
        await().atMost(ofSeconds(30)).until(() -> owned(0) > 0 && owned(1) > 0 && owned(0) + owned(1) == segments());
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(RunningProcess::close);
    }

    @Test
    @Order(1)
    void eachKnowsAtOnceWhatTheOtherWasAskedFor() {
        var name = People.freshName("hana");
        var registered = http(0).post("/api/v1/users", Map.of("username", name, "password", People.PASSWORD));
        var user = "/api/v1/users/" + registered.text("user_id");
        var admin = http(0).post("/api/v1/sessions", Map.of("login", House.ADMIN, "password", House.ADMIN_PASSWORD))
                .text("access_token");
        var why = Map.of("reason", "A test");
        for (var round = 0; round < 20; round++) {
            var one = http(round % 2).bearer(admin);
            var other = http((round + 1) % 2).bearer(admin);
            expect("BLOCKED", one.post(user + "/block", why), other, user);
            expect("ACTIVE", other.post(user + "/restore", why), one, user);
        }
    }

    /** The answer says so, and so does the read model of the other process from the answer's position on. */
    private static void expect(String status, Answer answer, Http elsewhere, String user) {
        assertThat(answer.text("status")).as("%s", answer).isEqualTo(status);
        var position = String.valueOf(answer.header("Annals-Position"));
        var read = elsewhere.with("Annals-Position", position).get(user);
        assertThat(read.text("status")).as("%s", read).isEqualTo(status);
    }

    @Test
    @Order(2)
    void whoIsStoppedAndGoesOnAppliesNothingTwiceAndSkipsNothing() throws Exception {
        var before = owned(1);
        try (var writers = new Writers(PROCESSES, HISTORY, "stopped", new Random(7), 8)) {
            written(50);
            PROCESSES.getLast().frozen(() -> await().atMost(ofSeconds(25)).until(() -> owned(0) == segments()));
            written(50);
            await().atMost(ofSeconds(30)).until(() -> owned(1) == before && owned(0) + owned(1) == segments());
        }
        everyEventIsAppliedOnce();
    }

    @Test
    @Order(3)
    void whoIsKilledIsReplacedWithinFifteenSeconds() {
        try (var writers = new Writers(PROCESSES, HISTORY, "killed", new Random(8), 8)) {
            written(50);
            PROCESSES.getFirst().kill();
            var killed = Instant.now();
            await().atMost(ofSeconds(15)).until(() -> owned(1) == segments());
            System.out.println(
                    "Replaced after " + Duration.between(killed, Instant.now()).toMillis() + " ms");
        }
        everyEventIsAppliedOnce();
    }

    /** So many more have been answered with yes. */
    private static void written(int more) {
        var before = HISTORY.counts().getOrDefault("acknowledged", 0);
        await().atMost(ofSeconds(60)).until(() -> HISTORY.counts().getOrDefault("acknowledged", 0) >= before + more);
    }

    private static void everyEventIsAppliedOnce() {
        var checker = new OutsideChecker(store);
        await().atMost(ofSeconds(30)).pollDelay(Duration.ZERO).untilAsserted(() -> {
            var seen = checker.look(HISTORY);
            assertThat(seen.lost()).isEmpty();
            assertThat(seen.findings().differences()).isEmpty();
        });
    }

    private static Http http(int process) {
        return PROCESSES.get(process).http();
    }

    /** How many segments of projections a process owns. */
    private static int owned(int process) throws SQLException {
        return number("owner LIKE '" + PROCESSES.get(process).pid() + "@%'");
    }

    private static int segments() throws SQLException {
        return number("TRUE");
    }

    private static int number(String condition) throws SQLException {
        var url = store.getFirst().substring("--DATABASE_URL=".length());
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM processor_token WHERE " + condition)) {
            row.next();
            return row.getInt(1);
        }
    }
}
