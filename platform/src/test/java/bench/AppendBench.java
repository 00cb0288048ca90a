package bench;

import static java.util.stream.Collectors.joining;

import bench.Callers.Slice;
import bench.Callers.Work;
import bench.RawRows.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

/**
 * What appending costs beside plain INSERT and COMMIT of the same rows: {@code ./bench append}. Both run in turns in one
 * process on one PostgreSQL, so that whatever else the machine does is in both.
 */
class AppendBench {

    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final Duration SLICE = Duration.ofMillis(Setting.of("BENCH_MILLIS", 1_000));
    private static final List<Integer> CALLERS = Setting.list("BENCH_CALLERS", "1,4,16,64");

    /** With so many everything is measured, with others what creates only: it would take too long. */
    private static final int MANY = 16;

    @Test
    void oursBesideRaw() throws Exception {
        try (var database = DurablePostgres.fresh();
                var platform = InProcess.on(database)) {
            var commands = new Commands(platform, database);
            commands.prepare();
            RawRows.prepare(database);
            var opened = Event.latest(database, "bench.Tally$Opened");
            var counted = Event.latest(database, "bench.Tally$Counted");
            var registered = Event.latest(database, "user.registered");
            var granted = Event.latest(database, "role.granted");
            var changed = Event.latest(database, "user.profile-changed");
            var recording = Setting.given("BENCH_JFR").map(AppendBench::record);
            var rows = new ArrayList<String>();
            for (int callers : CALLERS) {
                try (var raw = new RawConnections(database, callers)) {
                    var bench = new Comparison(callers, database, platform, rows);
                    bench.of("create an aggregate", raw.creating(opened), commands::open);
                    bench.of("register a user", raw.registering(registered, granted), commands::register);
                    if (callers != MANY && CALLERS.contains(MANY)) continue;
                    bench.of("change, 10 events, in memory", raw.appending(counted), commands.count(10, false));
                    bench.of("change, 10 events, read", raw.appending(counted), commands.count(10, true));
                    bench.of("change, 50 events, in memory", raw.appending(counted), commands.count(50, false));
                    bench.of("change, 50 events, read", raw.appending(counted), commands.count(50, true));
                    bench.of("change a profile", raw.opening(changed, commands.profile()), commands::changeProfile);
                }
            }
            recording.ifPresent(Recording::stop); // writes the file
            sizes(database, commands);
            rows.forEach(row -> print("%s", row));
        }
    }

    private static Recording record(String file) {
        try {
            var recording = new Recording(Configuration.getConfiguration("profile"));
            recording.setDestination(Path.of(file).toAbsolutePath());
            recording.start();
            return recording;
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sizes(DurablePostgres database, Commands commands) throws Exception {
        var events = Double.parseDouble(database.ask("select count(*) from domain_event"));
        var log = Double.parseDouble(database.ask("select pg_total_relation_size('domain_event')"));
        var before = database.bytes();
        for (var number = 0; number < 2_000; number++) commands.register(999, number);
        print(
                "bytes: %.0f per event in the log (mean of all above, with indexes); %.0f per registered user before any"
                        + " read model",
                log / events, (database.bytes() - before) / 2_000.0);
    }

    /** @param rows for the README */
    private record Comparison(int callers, DurablePostgres database, InProcess platform, List<String> rows) {

        void of(String what, Work raw, Work ours) throws InterruptedException {
            var runner = new Callers(
                    callers,
                    () -> Cpu.of(database.postmaster(), ProcessHandle.current().pid()));
            var rawSlices = new ArrayList<Slice>();
            var ourSlices = new ArrayList<Slice>();
            WarmUp.of(runner, SLICE, raw);
            WarmUp.of(runner, SLICE, ours);
            for (var round = 0; round < ROUNDS; round++) {
                // Whoever comes second finds a busier disk: it is not always the same one.
                if (round % 2 == 0) rawSlices.add(runner.during(SLICE, raw));
                ourSlices.add(runner.during(SLICE, ours));
                if (round % 2 == 1) rawSlices.add(runner.during(SLICE, raw));
            }
            var ratios = new double[ROUNDS];
            for (var round = 0; round < ROUNDS; round++)
                ratios[round] =
                        ourSlices.get(round).rate() / rawSlices.get(round).rate();
            var ratio = Figures.of(ratios).spread("%.2f");
            rows.add("| " + what + ", " + callers + (callers == 1 ? " caller" : " callers") + " | " + ratio
                    + " of raw INSERT + COMMIT | `./bench append` |");
            print(
                    "%-29s %2d callers: %s of raw | ours %s | raw %s | others %s",
                    what,
                    callers,
                    ratio,
                    figures(ourSlices),
                    figures(rawSlices),
                    Stream.of(ourSlices, rawSlices)
                            .map(slices -> String.format(
                                    Locale.ROOT,
                                    "%.0f %%",
                                    100
                                            * Figures.of(slices, AppendBench::others)
                                                    .median()))
                            .collect(joining(" / ")));
        }
    }

    /** The share of the machine that neither we nor the database used. */
    private static double others(Slice slice) {
        return slice.cpu().others() / slice.seconds() / Runtime.getRuntime().availableProcessors();
    }

    private static String figures(List<Slice> slices) {
        return String.format(
                Locale.ROOT,
                "%.0f/s, p50 %.2f p99 %.1f ms, CPU %.0f + %.0f µs",
                Figures.of(slices, Slice::rate).median(),
                Figures.of(slices, slice -> slice.millis(0.5)).median(),
                Figures.of(slices, slice -> slice.millis(0.99)).median(),
                Figures.of(slices, Slice::applicationMicros).median(),
                Figures.of(slices, Slice::databaseMicros).median());
    }

    private static void print(String format, Object... values) {
        System.out.println("APPEND " + String.format(Locale.ROOT, format, values));
    }
}
