package bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What filling each read model afresh from a long log costs, beside one thread with plain SQL that reads the same events and
 * writes the same rows: {@code ./bench replay}. Both are timed until the last event is written; the comparison with the
 * generation that serves, which plain SQL does not make, is told apart.
 */
class ReplayBench {

    private static final int EVENTS = Setting.of("BENCH_EVENTS", 1_000_000);
    private static final int USERS = Setting.of("BENCH_USERS", 2_000);
    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 1);
    private static final int CALLERS = 8;

    /** Seconds, and processor time of both sides. */
    private record Fill(double seconds, double application, double database) {

        double cpu() {
            return application + database;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f s, CPU %.1f s (%.1f + %.1f)", seconds, cpu(), application, database);
        }
    }

    @Test
    void rebuildBesideRaw() throws Exception {
        try (var database = DurablePostgres.fresh();
                var jar = Jar.on(database);
                var anybody = Client.of(jar.address())) {
            var requests = new Requests(anybody, CALLERS);
            requests.register(USERS, CALLERS);
            var log = new LongLog(database, requests);
            log.fill(EVENTS);
            log.awaitFollowed(Duration.ofMinutes(20));
            var head = Long.parseLong(database.ask("select max(global_index) from domain_event"));
            print("%d users, %d events", requests.registered(), EVENTS);
            new RawRebuild(database, "audit-trail").fill(Math.min(head, 100_000));
            for (var model : models(requests.admin())) compare(jar, database, requests.admin(), model, head);
        }
    }

    private static void compare(Jar jar, DurablePostgres database, Client admin, String model, long head)
            throws Exception {
        var rates = new ArrayList<Double>();
        var costs = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var raw = raw(database, model, head);
            var ours = new Rebuild(jar, database, admin, model);
            var fill = ours.run();
            rates.add(raw.seconds() / fill.seconds());
            costs.add(fill.cpu() / raw.cpu());
            print(
                    "%-16s ours %s, until taken over %.1f s | raw %s%s",
                    model, fill, ours.whole, raw, same(database, model));
        }
        var rate = Figures.of(rates, Double::doubleValue).spread("%.2f");
        var cost = Figures.of(costs, Double::doubleValue).spread("%.2f");
        print(
                "| rebuild of %s from %d events | rate %s, processor time %s of raw; aim 1.3, 1.3 | `./bench replay` |",
                model, EVENTS, rate, cost);
    }

    private static Fill raw(DurablePostgres database, String model, long head) throws Exception {
        var self = ProcessHandle.current().pid();
        database.tell("checkpoint");
        var before = Cpu.of(database.postmaster(), self);
        var started = System.nanoTime();
        new RawRebuild(database, model).fill(head);
        var seconds = (System.nanoTime() - started) / 1e9;
        var used = Cpu.of(database.postmaster(), self).since(before);
        return new Fill(seconds, used.application(), used.database());
    }

    /** Whether the plain SQL has really written what we write. */
    private static String same(DurablePostgres database, String model) throws Exception {
        if (RawModels.of(model).isEmpty()) return "";
        var table = model.replace('-', '_');
        var columns = database.ask("select string_agg(column_name, ', ') from information_schema.columns where"
                + " table_schema = 'raw' and table_name = '" + table + "_rows' and column_name <> 'generation'");
        var different = database.ask("select count(*) from (select " + columns + " from " + table + " except select "
                + columns + " from raw." + table + "_rows) as d");
        return different.equals("0") ? "" : " | " + different + " rows that raw has not";
    }

    private static List<String> models(Client admin) throws Exception {
        return Setting.given("BENCH_MODELS")
                .map(names -> List.of(names.split(",")))
                .orElse(Client.read(admin.get("/api/v1/projections"))
                        .path("items")
                        .valueStream()
                        .map(projection -> projection.path("name").asString())
                        .toList());
    }

    /** One rebuild, watched. */
    private static final class Rebuild {

        private final Jar jar;
        private final DurablePostgres database;
        private final Client admin;
        private final String model;
        private double whole;

        Rebuild(Jar jar, DurablePostgres database, Client admin, String model) {
            this.jar = jar;
            this.database = database;
            this.admin = admin;
            this.model = model;
        }

        /** Until everything is filled in; goes on until it has taken over. */
        Fill run() throws Exception {
            database.tell("checkpoint");
            var before = used();
            var started = System.nanoTime();
            var wish = Client.read(admin.post("/api/v1/projections/" + model + "/rebuild", "{\"reason\":\"bench\"}"))
                    .path("operation_id")
                    .asString();
            await(
                    wish,
                    operation -> operation.path("progress").path("events").asLong() > 0
                            && operation.path("progress").path("events").asLong()
                                    == operation.path("progress").path("of").asLong());
            var seconds = (System.nanoTime() - started) / 1e9;
            var used = used().since(before);
            var end = await(
                    wish,
                    operation -> List.of("DONE", "FAILED")
                            .contains(operation.path("state").asString()));
            if (!end.path("state").asString().equals("DONE")) throw new IllegalStateException(end.toString());
            whole = (System.nanoTime() - started) / 1e9;
            return new Fill(seconds, used.application(), used.database());
        }

        private Cpu used() {
            return Cpu.of(database.postmaster(), jar.process().pid());
        }

        private JsonNode await(String wish, java.util.function.Predicate<JsonNode> until) {
            return Awaitility.await()
                    .atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> Client.read(admin.get("/api/v1/projections/operations/" + wish)), until);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println("REPLAY " + String.format(Locale.ROOT, format, values));
    }
}
