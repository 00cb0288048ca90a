package bench;

import bench.Callers.Slice;
import bench.Callers.Work;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Lets code be compiled before it is measured: work is done in slices until what it costs stands still, which takes
 * tens of thousands of requests of a kind on two processors. A start is measured elsewhere.
 */
final class WarmUp {

    private static final Duration AT_MOST = Duration.ofSeconds(Setting.of("BENCH_WARM", 60));
    /** Of so many slices in a row the dearest costs at most so much more than the cheapest. */
    private static final int ALIKE = 4;

    private static final double SPREAD = 1.08;

    private WarmUp() {}

    /** Answers whether it stood still before the time was over. */
    static boolean of(Callers runner, Duration slice, Work work) throws InterruptedException {
        var costs = new ArrayDeque<Double>();
        var end = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < end) {
            costs.add(cost(runner.during(slice, work)));
            if (costs.size() > ALIKE) costs.remove();
            if (costs.size() == ALIKE && spread(costs) <= SPREAD) return true;
        }
        return false;
    }

    private static double cost(Slice slice) {
        return slice.applicationMicros() + slice.databaseMicros();
    }

    private static double spread(ArrayDeque<Double> costs) {
        return costs.stream().mapToDouble(each -> each).max().orElseThrow()
                / costs.stream().mapToDouble(each -> each).min().orElseThrow();
    }
}
