package dev.annals.foundation.projection;

import dev.annals.foundation.store.ClampedExecutor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
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

    /** Reads the log for all projections and hands events to the workers. */
    static ScheduledThreadPoolExecutor coordinator() {
        return new ClampedExecutor(daemon("projection-coordinator-"));
    }

    private static ThreadFactory daemon(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 0).factory();
    }
}
