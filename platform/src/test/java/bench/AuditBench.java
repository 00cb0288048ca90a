package bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What evidence costs over a long log: {@code ./bench audit}. Chain, verify, compare, export, pages of the trail; the platform
 * has the heap that {@code ./run} gives it, however long the log is. {@code ./bench verify} is the part that verifies.
 */
class AuditBench {

    private static final int EVENTS = Setting.of("BENCH_EVENTS", 1_000_000);
    private static final int USERS = Setting.of("BENCH_USERS", 5_000);
    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final int CALLERS = Setting.of("BENCH_CALLERS", 8);
    private static final boolean VERIFY_ONLY =
            Setting.given("BENCH_ONLY").filter("verify"::equals).isPresent();

    @Test
    void costOfEvidence() throws Exception {
        try (var database = DurablePostgres.fresh();
                var jar = Jar.on(database);
                var anybody = Client.of(jar.address())) {
            var requests = new Requests(anybody, CALLERS);
            requests.register(USERS, CALLERS);
            var admin = requests.admin();
            var log = new LongLog(database, requests);
            print("%d users by requests, filled up to %d events", requests.registered(), EVENTS);
            measure(jar, database, "fill", () -> {
                log.fill(EVENTS);
                return "";
            });
            measure(jar, database, "project, chain and seal", () -> {
                log.awaitFollowed(Duration.ofMinutes(20));
                return "up to " + database.ask("select max(log_index) from audit_seal");
            });
            measure(jar, database, "verify the chain", () -> verified(admin, "CHAIN"));
            var seconds = measure(jar, database, "verify the tables", () -> verified(admin, "READ_MODELS"));
            print(
                    "| every table compared with a fold of %d events | %.0f s, aim 120 | `./bench verify` |",
                    EVENTS, seconds);
            if (VERIFY_ONLY) return;
            var file = jar.log().resolveSibling("audit.ndjson.gz");
            measure(jar, database, "export NDJSON", () -> export(jar, admin, "ndjson", file));
            measure(jar, database, "verify the file", () -> proved(admin, file));
            measure(
                    jar,
                    database,
                    "export CSV",
                    () -> export(jar, admin, "csv", jar.log().resolveSibling("audit.csv.gz")));
            print(
                    "chain: %s bytes per event",
                    database.ask(
                            "select pg_total_relation_size('audit_chain_block') / (select count(*) from domain_event)"));
            pages(jar, database, requests, log);
        }
    }

    /** A hundred rows, of the newest, of anywhere and of somebody with thousands. */
    private static void pages(Jar jar, DurablePostgres database, Requests requests, LongLog log) throws Exception {
        var admin = requests.admin();
        requests.lookAt(database);
        page(jar, database, "newest", "0.6", requests::topOfTheTrail);
        page(jar, database, "at any depth", "0.6", requests::deepInTheTrail);
        page(
                jar,
                database,
                "of one user",
                "0.5",
                (caller, number) -> admin.get("/api/v1/audit/events?limit=100&user=" + somebody(log)));
    }

    private static String somebody(LongLog log) {
        return log.people().get(ThreadLocalRandom.current().nextInt(log.people().size()));
    }

    private static void page(Jar jar, DurablePostgres database, String what, String aim, Callers.Work work)
            throws Exception {
        var callers = new Callers(
                CALLERS, () -> Cpu.of(database.postmaster(), jar.process().pid()));
        for (var warm = 0; warm < 5; warm++) callers.during(Duration.ofSeconds(2), work);
        var slices = new ArrayList<Callers.Slice>();
        for (var round = 0; round < ROUNDS; round++) slices.add(callers.during(Duration.ofSeconds(2), work));
        var cost = Figures.of(slices, slice -> (slice.applicationMicros() + slice.databaseMicros()) / 1_000)
                .spread("%.2f");
        print(
                "| 100 audit rows of %d, %s, processor time | %s ms (application %.2f, database %.2f), aim %s |"
                        + " `./bench audit` |",
                EVENTS,
                what,
                cost,
                Figures.of(slices, slice -> slice.applicationMicros() / 1_000).median(),
                Figures.of(slices, slice -> slice.databaseMicros() / 1_000).median(),
                aim);
    }

    private static double measure(Jar jar, DurablePostgres database, String what, Callable<String> work)
            throws Exception {
        var before = Cpu.of(database.postmaster(), jar.process().pid());
        var started = System.nanoTime();
        var said = work.call();
        var seconds = (System.nanoTime() - started) / 1e9;
        var used = Cpu.of(database.postmaster(), jar.process().pid()).since(before);
        print(
                "%-24s %.1f s, CPU application %.1f s, database %.1f s, resident at most %d MB | %s",
                what,
                seconds,
                used.application(),
                used.database(),
                mostResident(jar.process().pid()),
                said);
        return seconds;
    }

    /** Since it was started, in MB. */
    private static long mostResident(long process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static String verified(Client admin, String subject) throws Exception {
        var wish = Client.read(admin.post("/api/v1/verifications", "{\"subject\":\"" + subject + "\"}"))
                .path("operation_id")
                .asString();
        var run = Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> Client.read(admin.get("/api/v1/verifications/" + wish)),
                        state -> !state.path("ended_at").asString("").isEmpty());
        return run.path("detail").asString() + " "
                + run.path("found").valueStream().limit(5).toList();
    }

    private static String export(Jar jar, Client admin, String format, Path file) throws Exception {
        var request = HttpRequest.newBuilder(
                        jar.address().resolve("/api/v1/audit/export?limit=1000000&format=" + format))
                .header("Authorization", "Bearer " + admin.token())
                .build();
        try (var client = HttpClient.newHttpClient();
                InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body()) {
            return Files.copy(body, file) / 1_000_000 + " MB, compressed";
        }
    }

    /** By the program that shares nothing with us, in the memory that a small machine gives it. */
    private static String proved(Client admin, Path file) throws Exception {
        var key = Client.read(admin.get("/.well-known/audit-keys.json"))
                .path("keys")
                .path(0)
                .path("public_key")
                .asString();
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "../examples/audit/VerifyExport.java",
                        "--key",
                        key,
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(said);
        return said.lines().findFirst().orElse("");
    }

    private static void print(String format, Object... values) {
        System.out.println("AUDIT " + String.format(Locale.ROOT, format, values));
    }
}
