package bench;

import bench.Callers.Slice;
import bench.Callers.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;

/**
 * Lets code be compiled before it is measured: work is done in slices until what it costs stands still, which takes
 * tens of thousands of requests of a kind on two processors. A start is measured elsewhere.
 */
final class WarmUp {

    private static final Duration AT_MOST = Duration.ofSeconds(Setting.of("BENCH_WARM", 180));
    /** It stands still when the later half of so many slices costs hardly less than the earlier half. */
    private static final int LATEST = 10;

    private static final double HARDLY = 0.97;

    private WarmUp() {}

    /** Answers whether it stood still before the time was over. */
    static boolean of(Callers runner, Duration slice, Work work) throws InterruptedException {
        var costs = new ArrayDeque<Double>();
        var end = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < end) {
            costs.add(cost(runner.during(slice, work)));
            if (costs.size() > LATEST) costs.remove();
            if (costs.size() == LATEST && isStill(costs)) return true;
        }
        return false;
    }

    private static double cost(Slice slice) {
        return slice.applicationMicros() + slice.databaseMicros();
    }

    private static boolean isStill(Collection<Double> costs) {
        var half = LATEST / 2;
        var earlier = costs.stream().limit(half).mapToDouble(each -> each).sum();
        var later = costs.stream().skip(half).mapToDouble(each -> each).sum();
        return later >= HARDLY * earlier;
    }
}
