package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Crowd.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What people who register and sign in notice of a NATS that is away, stands still, flaps or was wiped, how fast it gets
 * what has waited, and whether anything is lost: {@code ./soak outage}.
 */
@Timeout(3_600)
class OutageSoak {

    private static final int ROUNDS = Integer.getInteger("outage.rounds", 5);
    private static final double SECONDS = Integer.getInteger("outage.seconds", 6);
    private static final int CALLERS = 4;

    private final String retention = System.getProperty("relay.retention", "limits");
    private final List<Seen> up = new ArrayList<>();
    private final List<Seen> down = new ArrayList<>();
    private final List<Seen> stopped = new ArrayList<>();
    private final List<Seen> flapping = new ArrayList<>();
    private final List<Double> drained = new ArrayList<>();
    private int others;

    @Test
    void whoComesMeanwhileNoticesNothingAndNothingIsLost() throws Exception {
        try (var scenario = new RelayScenario(retention);
                var process = scenario.start()) {
            var nats = scenario.nats();
            process.untilReady();
            var crowd = new Crowd(process.http(), CALLERS);
            // NATS has never been there; until the compiler has seen enough.
            come(crowd, SECONDS);
            come(crowd, SECONDS);
            nats.start();
            scenario.awaitAllTold();
            for (var round = 0; round < ROUNDS; round++) {
                up.add(come(crowd, SECONDS));
                nats.pause();
                stopped.add(come(crowd, SECONDS));
                nats.resume();
                scenario.awaitAllTold();
                flapping.add(flap(scenario, crowd));
                scenario.awaitAllTold();
                nats.kill();
                if (round == ROUNDS - 1) nats.wipe();
                var waiting = come(crowd, SECONDS);
                down.add(waiting);
                drained.add(drain(scenario, waiting));
            }
            var problems = scenario.problems();
            print(scenario);
            assertThat(problems).isEmpty();
            assertThat(others).as("answers that were not 2xx").isZero();
        }
    }

    private Seen come(Crowd crowd, double seconds) {
        var seen = crowd.during(seconds);
        others += seen.others();
        return seen;
    }

    /** Killed and started every second. */
    private Seen flap(RelayScenario scenario, Crowd crowd) throws InterruptedException {
        var coming = CompletableFuture.supplyAsync(() -> come(crowd, SECONDS));
        while (!coming.isDone()) {
            scenario.nats().kill();
            TimeUnit.MILLISECONDS.sleep(500);
            scenario.nats().start();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return coming.join();
    }

    /** From the last look at which nothing had left again until all has, as a multiple of the rate at which they came. */
    private static double drain(RelayScenario scenario, Seen waiting) throws InterruptedException {
        var before = scenario.acknowledged();
        var came = (scenario.leavingCount() - before) / waiting.seconds();
        scenario.nats().start();
        var started = System.nanoTime();
        while (scenario.acknowledged() == before) {
            TimeUnit.MILLISECONDS.sleep(1);
            started = System.nanoTime();
        }
        scenario.awaitAllTold();
        return (scenario.leavingCount() - before) / ((System.nanoTime() - started) / 1e9) / came;
    }

    private void print(RelayScenario scenario) {
        say(
                "retention %s: %d events must leave, %d messages told",
                retention, scenario.leavingCount(), scenario.acknowledged());
        var normal = p99(up);
        say(
                "%d commands a slice, p50 %s ms, p99 %s ms with NATS there",
                up.getFirst().answers(),
                spread(up.stream().mapToDouble(Seen::p50).toArray()),
                spread(normal));
        for (var other : List.of("down", "stopped", "flapping")) {
            var seen = p99(other.equals("down") ? down : other.equals("stopped") ? stopped : flapping);
            var ratios = new double[seen.length];
            for (var n = 0; n < seen.length; n++) ratios[n] = seen[n] / normal[n];
            say("p99 with NATS %s %s times as long, aim at most 1.2", other, spread(ratios));
        }
        say(
                "drained at %s times the rate at which it came, aim at least 5",
                spread(drained.stream().mapToDouble(Double::doubleValue).toArray()));
        say("%d answers were not 2xx", others);
    }

    private static double[] p99(List<Seen> seen) {
        return seen.stream().mapToDouble(Seen::p99).toArray();
    }

    private static String spread(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "%.2f (%.2f–%.2f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private static void say(String format, Object... values) {
        System.out.println("OUTAGE " + String.format(Locale.ROOT, format, values));
    }
}
