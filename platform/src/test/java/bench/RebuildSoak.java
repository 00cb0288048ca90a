package bench;

import static org.assertj.core.api.Assertions.assertThat;

import bench.Traffic.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./soak rebuild}: every read model is filled afresh from a long log while 16 write and 8 read, then the process is
 * killed again and again in the middle of it. Nobody may ever read a half-built table, and in the end every row must be what
 * a fold of the whole log says.
 */
class RebuildSoak {

    private static final int EVENTS = Integer.getInteger("rebuild.events", 100_000);
    private static final int KILLS = Integer.getInteger("rebuild.kills", 10);
    private static final long SEED = Long.getLong("rebuild.seed", System.nanoTime() & 0xffffff);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Random random = new Random(SEED);

    @Test
    void readersNeverSeeAHalfBuiltTable() throws Exception {
        print("seed %d, %d events, %d kills", SEED, EVENTS, KILLS);
        var folder = Jar.folder();
        try (var database = DurablePostgres.fresh()) {
            var jar = Jar.on(database, folder);
            try (var client = Client.of(jar.address())) {
                var requests = new Requests(client, 1);
                var log = new LongLog(database, requests);
                log.fill(EVENTS);
                log.awaitFollowed(PATIENCE);
                var admin = requests.admin();
                var models = models(admin);
                print("%d events followed by %d read models", EVENTS, models.size());
                Seen seen;
                try (var traffic = new Traffic(client, admin, log.people())) {
                    for (var model : models) rebuilt(admin, model);
                    for (var kill = 0; kill < KILLS; kill++) jar = killed(database, jar, admin, models);
                    for (var model : models) rebuilt(admin, model);
                    seen = traffic.end();
                }
                print("%s", seen);
                assertThat(seen.wrong()).as("seed " + SEED).isEmpty();
                assertThat(seen.read()).isPositive();
                assertThat(seen.written()).isPositive();
                nothingIsLeft(database, models);
                print("%s", verified(admin));
            } finally {
                jar.close();
            }
        }
    }

    private static List<String> models(Client admin) throws Exception {
        return Client.read(admin.get("/api/v1/projections"))
                .path("items")
                .valueStream()
                .map(projection -> projection.path("name").asString())
                .toList();
    }

    private static void rebuilt(Client admin, String model) throws Exception {
        var started = System.nanoTime();
        var wish = wish(admin, model);
        var end = await(admin, wish, operation -> isEnd(operation.path("state").asString()));
        print(
                "%-16s %s after %.1f s: %s",
                model,
                end.path("state").asString(),
                (System.nanoTime() - started) / 1e9,
                end.path("detail").asString());
        assertThat(end.path("state").asString()).as(model).isEqualTo("DONE");
        assertThat(end.path("detail").asString()).contains("all the same");
    }

    /** Somewhere in the middle; the next process has to find out, and the operation has to end. */
    private Jar killed(DurablePostgres database, Jar jar, Client admin, List<String> models) throws Exception {
        var model = models.get(random.nextInt(models.size()));
        var wish = wish(admin, model);
        var after = random.nextInt(3_000);
        Thread.sleep(after);
        jar.process().descendants().forEach(ProcessHandle::destroyForcibly);
        jar.process().destroyForcibly().waitFor();
        var next = Jar.on(database, jar.log().getParent(), jar.address().getPort());
        var end = await(admin, wish, operation -> isEnd(operation.path("state").asString()));
        print(
                "killed %4d ms after %s was wished: %s, %s",
                after, model, end.path("state").asString(), end.path("detail").asString());
        return next;
    }

    private static String wish(Client admin, String model) throws Exception {
        return Client.read(admin.post("/api/v1/projections/" + model + "/rebuild", "{\"reason\":\"soak\"}"))
                .path("operation_id")
                .asString();
    }

    private static boolean isEnd(String state) {
        return state.equals("DONE") || state.equals("FAILED");
    }

    private static JsonNode await(Client admin, String wish, Predicate<JsonNode> until) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Client.read(admin.get("/api/v1/projections/operations/" + wish)), until);
    }

    /** One generation of each read model, and no wish that nobody attends to. */
    private static void nothingIsLeft(DurablePostgres database, List<String> models) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var left = new ArrayList<String>();
                    for (var model : models)
                        if (!database.ask("select count(distinct generation) < 2 from " + model.replace('-', '_')
                                        + "_rows")
                                .equals("t")) left.add(model);
                    return left.isEmpty()
                            && database.ask(
                                            "select count(*) from projection_control where state in ('REQUESTED', 'RUNNING')")
                                    .equals("0");
                });
    }

    private static String verified(Client admin) throws Exception {
        var wish = Client.read(admin.post("/api/v1/verifications", "{\"subject\":\"READ_MODELS\"}"))
                .path("operation_id")
                .asString();
        var run = Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> Client.read(admin.get("/api/v1/verifications/" + wish)),
                        state -> !state.path("ended_at").asString("").isEmpty());
        assertThat(run.path("differences").asInt(-1))
                .as("seed %d: %s", SEED, run)
                .isZero();
        return run.path("detail").asString();
    }

    private static void print(String format, Object... values) {
        System.out.println("REBUILD " + String.format(Locale.ROOT, format, values));
    }
}
