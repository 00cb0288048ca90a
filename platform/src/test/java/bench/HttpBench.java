package bench;

import bench.Callers.Slice;
import bench.Callers.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What a request costs, projections included: {@code ./bench http}. The platform, PostgreSQL and whoever asks are three
 * processes; only the first two count.
 */
class HttpBench {

    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final Duration SLICE = Duration.ofMillis(Setting.of("BENCH_MILLIS", 2_000));
    private static final int CALLERS = Setting.of("BENCH_CALLERS", 8);
    private static final int EVENTS = Setting.of("BENCH_EVENTS", 100_000);

    @Test
    void costOfARequest() throws Exception {
        try (var database = DurablePostgres.fresh();
                var jar = Jar.on(database);
                var client = Client.of(jar.address())) {
            var requests = new Requests(client, CALLERS);
            var before = database.bytes();
            var bench = new Cost(database, jar);
            bench.of("register, cheap hash", "0.65", requests::register);
            print(
                    "bytes: %.0f per user with all read models",
                    (double) (database.bytes() - before) / requests.registered());
            bench.of("sign in, cheap hash", "0.9", requests::signIn);
            bench.of("refresh", "0.7", requests::refresh);
            bench.of("get a user", "0.2", requests::getUser);
            bench.of("grant a role", "0.5", requests::grant);
            requests.fillTrail(database, EVENTS);
            bench.of("100 audit rows, newest", "0.6", requests::topOfTheTrail);
            bench.of("100 audit rows, of " + EVENTS, "0.6", requests::deepInTheTrail);
            bench.of("audit rows of one user", "0.5", requests::trailOfOne);
            bench.rows();
        }
    }

    private static final class Cost {

        private final DurablePostgres database;
        private final Jar jar;
        private final List<String> rows = new ArrayList<>();

        Cost(DurablePostgres database, Jar jar) {
            this.database = database;
            this.jar = jar;
        }

        /** For the README. */
        void rows() {
            rows.forEach(row -> print("%s", row));
        }

        void of(String what, String target, Work work) throws InterruptedException {
            var runner = new Callers(
                    CALLERS, () -> Cpu.of(database.postmaster(), jar.process().pid()));
            var still = WarmUp.of(runner, SLICE, work);
            var slices = new ArrayList<Slice>();
            for (var round = 0; round < ROUNDS; round++) slices.add(runner.during(SLICE, work));
            var cost = Figures.of(slices, slice -> (slice.applicationMicros() + slice.databaseMicros()) / 1_000)
                    .spread("%.2f");
            rows.add("| over HTTP, processor time: " + what + " | " + cost + " ms, aim " + target
                    + " | `./bench http` |");
            print(
                    "%-27s CPU %s ms of at most %s (application %.2f, database %.2f) | %d callers: %.0f/s, p50 %.1f"
                            + " p99 %.1f ms%s",
                    what,
                    cost,
                    target,
                    Figures.of(slices, slice -> slice.applicationMicros() / 1_000)
                            .median(),
                    Figures.of(slices, slice -> slice.databaseMicros() / 1_000).median(),
                    CALLERS,
                    Figures.of(slices, Slice::rate).median(),
                    Figures.of(slices, slice -> slice.millis(0.5)).median(),
                    Figures.of(slices, slice -> slice.millis(0.99)).median(),
                    still ? "" : " | still being compiled");
        }
    }

    private static void print(String format, Object... values) {
        System.out.println("HTTP " + String.format(Locale.ROOT, format, values));
    }
}
