package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What evidence costs over a long log: {@code ./bench audit}. Chain, verify, compare, export; the platform has the heap that
 * {@code ./run} gives it, however long the log is.
 */
class AuditBench {

    private static final int EVENTS = Setting.of("BENCH_EVENTS", 1_000_000);
    private static final int USERS = Setting.of("BENCH_USERS", 5_000);
    private static final int CALLERS = Setting.of("BENCH_CALLERS", 16);

    @Test
    void costOfEvidence() throws Exception {
        try (var database = DurablePostgres.fresh();
                var jar = Jar.on(database);
                var anybody = Client.of(jar.address())) {
            var requests = new Requests(anybody, CALLERS);
            while (requests.registered() < USERS)
                new Callers(CALLERS, () -> Cpu.of(jar.process().pid(), database.postmaster()))
                        .during(Duration.ofSeconds(2), requests::register);
            var admin = requests.admin();
            print("log: %d users by requests, filled up to %d events", requests.registered(), EVENTS);
            var filled = measure(jar, database, "filling and chaining", () -> {
                requests.fillWithReads(database, EVENTS);
                awaitSealed(database);
                return "up to " + database.ask("select max(log_index) from audit_seal");
            });
            print("%s", filled);
            print("%s", measure(jar, database, "verify the chain", () -> verified(admin, "CHAIN")));
            print("%s", measure(jar, database, "verify the tables", () -> verified(admin, "READ_MODELS")));
            print("%s", measure(jar, database, "export NDJSON", () -> export(jar, admin, "ndjson")));
            print("%s", measure(jar, database, "export CSV", () -> export(jar, admin, "csv")));
            print(
                    "chain: %s bytes per event",
                    database.ask(
                            "select pg_total_relation_size('audit_chain_block') / (select count(*) from domain_event)"));
        }
    }

    private static String measure(Jar jar, DurablePostgres database, String what, Callable<String> work)
            throws Exception {
        var before = Cpu.of(jar.process().pid(), database.postmaster());
        var started = System.nanoTime();
        var said = work.call();
        var seconds = (System.nanoTime() - started) / 1e9;
        var used = Cpu.of(jar.process().pid(), database.postmaster()).since(before);
        return String.format(
                Locale.ROOT,
                "%-22s %.1f s, CPU application %.1f s, database %.1f s, resident at most %d MB | %s",
                what,
                seconds,
                used.application(),
                used.database(),
                mostResident(jar.process().pid()),
                said);
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

    private static void awaitSealed(DurablePostgres database) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> database.ask("select coalesce(max(log_index), 0) >= (select max(global_index) from"
                                + " domain_event where payload_type = 'audit.read' and aggregate_id like 'bench:%')"
                                + " from audit_seal")
                        .equals("t"));
    }

    private static String verified(Client admin, String subject) throws Exception {
        var wish = Client.read(admin.post("/api/v1/verifications", "{\"subject\":\"" + subject + "\"}"))
                .path("operation_id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> admin.get("/api/v1/verifications/" + wish).contains("\"ended_at\":\"2"));
        return Client.read(admin.get("/api/v1/verifications/" + wish))
                .path("detail")
                .asString();
    }

    private static String export(Jar jar, Client admin, String format) throws Exception {
        var request = HttpRequest.newBuilder(
                        jar.address().resolve("/api/v1/audit/export?limit=1000000&format=" + format))
                .header("Authorization", "Bearer " + admin.token())
                .build();
        try (var client = HttpClient.newHttpClient();
                InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body()) {
            return body.transferTo(OutputStream.nullOutputStream()) / 1_000_000 + " MB, compressed";
        }
    }

    private static void print(String format, Object... values) {
        System.out.println("AUDIT " + String.format(Locale.ROOT, format, values));
    }
}
