package bench;

import bench.Callers.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What it costs when two processes share a PostgreSQL, beside one that has another for itself: {@code ./bench processes}.
 * All three are there all the time and are asked in turns, so that whatever else the machine does is in both. Each
 * request of the pair goes to one of the two by chance, as behind a balancer that knows nobody.
 */
class ProcessesBench {

    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final Duration SLICE = Duration.ofMillis(Setting.of("BENCH_MILLIS", 3_000));
    private static final int CALLERS = Setting.of("BENCH_CALLERS", 8);
    private static final int READ = 500;

    @Test
    void twoBesideOne() throws Exception {
        var folder = Jar.folder();
        try (var alone = DurablePostgres.fresh();
                var shared = DurablePostgres.fresh();
                var single = Jar.on(alone);
                var first = Jar.on(shared, folder);
                var second = Jar.on(shared, folder)) {
            var one = new Group(alone, List.of(single));
            var two = new Group(shared, List.of(first, second));
            one.warmUp();
            two.warmUp();
            var ones = new ArrayList<Slice>();
            var twos = new ArrayList<Slice>();
            var before = two.used();
            for (var round = 0; round < ROUNDS; round++) {
                if (round % 2 == 0) ones.add(one.slice());
                twos.add(two.slice());
                if (round % 2 == 1) ones.add(one.slice());
            }
            var after = two.used();
            var ratios = new double[ROUNDS];
            for (var round = 0; round < ROUNDS; round++) ratios[round] = cost(twos.get(round)) / cost(ones.get(round));
            var ratio = Figures.of(ratios).spread("%.2f");
            var lesser = 100
                    * Math.min(after[0] - before[0], after[1] - before[1])
                    / (after[0] - before[0] + after[1] - before[1]);
            print("CPU per request, two beside one: %s, aim 1.25; the lesser does %.0f %%, aim 30", ratio, lesser);
            print("one: %s", figures(ones));
            print("two: %s", figures(twos));
            var lags = two.lags();
            print(
                    "read in one what the other has acknowledged, with the requests: p50 %.1f ms, p99 %.1f ms",
                    lags[READ / 2] / 1e6, lags[READ * 99 / 100] / 1e6);
            print(
                    "| two processes on one PostgreSQL, processor time per request | %s × one, the lesser does %.0f %%; aim"
                            + " 1.25, 30 %% | `./bench processes` |",
                    ratio, lesser);
            print(
                    "| from an acknowledgement of one process to the other's answer that shows it, HTTP included | p50 %.1f"
                            + " ms, p99 %.1f ms, aim 10 / 50 | `./bench processes` |",
                    lags[READ / 2] / 1e6, lags[READ * 99 / 100] / 1e6);
        }
    }

    private static double cost(Slice slice) {
        return slice.applicationMicros() + slice.databaseMicros();
    }

    private static String figures(List<Slice> slices) {
        return String.format(
                Locale.ROOT,
                "CPU %s ms (application %.2f, database %.2f) | %d callers: %.0f/s, p50 %.1f p99 %.1f ms",
                Figures.of(slices, slice -> cost(slice) / 1_000).spread("%.2f"),
                Figures.of(slices, slice -> slice.applicationMicros() / 1_000).median(),
                Figures.of(slices, slice -> slice.databaseMicros() / 1_000).median(),
                CALLERS,
                Figures.of(slices, Slice::rate).median(),
                Figures.of(slices, slice -> slice.millis(0.5)).median(),
                Figures.of(slices, slice -> slice.millis(0.99)).median());
    }

    /** Processes that share a database. */
    private static final class Group {

        private final List<Jar> jars;
        private final Visitors visitors;
        private final Callers callers;

        Group(DurablePostgres database, List<Jar> jars) {
            this.jars = jars;
            var pids = jars.stream().mapToLong(jar -> jar.process().pid()).toArray();
            visitors = new Visitors(
                    jars.stream().map(jar -> Client.of(jar.address())).toList(), CALLERS);
            callers = new Callers(CALLERS, () -> Cpu.of(database.postmaster(), pids));
        }

        void warmUp() throws InterruptedException {
            if (!WarmUp.of(callers, SLICE, visitors::visit))
                print("%d processes are still being compiled", jars.size());
        }

        Slice slice() throws InterruptedException {
            return callers.during(SLICE, visitors::visit);
        }

        double[] used() {
            return jars.stream()
                    .mapToDouble(jar -> Cpu.ofProcess(jar.process().pid()))
                    .toArray();
        }

        /** Sorted. */
        long[] lags() throws Exception {
            var nanos = new long[READ];
            for (var at = 0; at < READ; at++) nanos[at] = visitors.lag(at);
            Arrays.sort(nanos);
            return nanos;
        }
    }

    private static void print(String format, Object... values) {
        System.out.println("PROCESSES " + String.format(Locale.ROOT, format, values));
    }
}
