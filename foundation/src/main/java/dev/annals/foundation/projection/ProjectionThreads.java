package dev.annals.foundation.projection;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of all projections of a process. */
final class ProjectionThreads {

    private ProjectionThreads() {}

    /** Project, and tell after every piece of work that a projection may have moved. */
    static ScheduledThreadPoolExecutor workers(int threads, Progress progress) {
        return new ScheduledThreadPoolExecutor(threads, daemon("projection-")) {
            @Override
            protected void afterExecute(Runnable work, @Nullable Throwable thrown) {
                progress.signal();
            }
        };
    }

    /**
     * Read the log and hand events to the workers. Axon's coordinator sleeps a fixed 100 ms when a worker's queue is full
     * and 500 ms when it has no events; both are cut to {@code mostMillis}, longer ones (claims, back-off) are left.
     */
    static ScheduledThreadPoolExecutor coordinators(int threads, long mostMillis) {
        return new ScheduledThreadPoolExecutor(threads, daemon("projection-coordinator-")) {
            @Override
            public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
                var millis = unit.toMillis(delay);
                return super.schedule(
                        work, millis <= 500 ? Math.min(millis, mostMillis) : millis, TimeUnit.MILLISECONDS);
            }
        };
    }

    private static java.util.concurrent.ThreadFactory daemon(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 0).factory();
    }
}
