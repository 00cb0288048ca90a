package bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** So many who each do one thing after the other, as fast as they are let. */
final class Callers {

    /** One thing to be done. {@code number} counts what this caller has done before, over all slices. */
    interface Work {
        void once(int caller, long number) throws Exception;
    }

    /**
     * What was done in a span of time.
     *
     * @param nanos how long each took, sorted
     */
    record Slice(double seconds, long[] nanos, Cpu cpu) {

        double rate() {
            return nanos.length / seconds;
        }

        double millis(double quantile) {
            return nanos.length == 0 ? Double.NaN : nanos[(int) (quantile * (nanos.length - 1))] / 1e6;
        }

        double applicationMicros() {
            return cpu.application() * 1e6 / nanos.length;
        }

        double databaseMicros() {
            return cpu.database() * 1e6 / nanos.length;
        }
    }

    private final int callers;
    private final Supplier<Cpu> cpu;
    private final long[] done;

    Callers(int callers, Supplier<Cpu> cpu) {
        this.callers = callers;
        this.cpu = cpu;
        this.done = new long[callers];
    }

    Slice during(Duration time, Work work) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var before = cpu.get();
            var start = System.nanoTime();
            var end = start + time.toNanos();
            var tasks = new ArrayList<Callable<long[]>>();
            for (var caller = 0; caller < callers; caller++) {
                var mine = caller;
                tasks.add(() -> calls(mine, end, work));
            }
            var nanos = new ArrayList<long[]>();
            for (var task : threads.invokeAll(tasks)) nanos.add(result(task));
            return new Slice(
                    (System.nanoTime() - start) / 1e9, sorted(nanos), cpu.get().since(before));
        }
    }

    private long[] calls(int caller, long end, Work work) throws Exception {
        var nanos = new long[1024];
        var count = 0;
        for (var start = System.nanoTime(); start < end; ) {
            work.once(caller, done[caller]++);
            var now = System.nanoTime();
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = now - start;
            start = now;
        }
        return Arrays.copyOf(nanos, count);
    }

    private static long[] result(java.util.concurrent.Future<long[]> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long[] sorted(List<long[]> parts) {
        return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
}
