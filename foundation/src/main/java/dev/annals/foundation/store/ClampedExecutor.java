package dev.annals.foundation.store;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * For the coordinator of a pooled processor, whose delays are fixed in Axon: the 100 ms it sleeps when its buffer of
 * 1,024 events is full would bound a rebuild at 10,000 events a second. Longer waits, for something new, are bounded too
 * in case a signal was missed.
 */
public final class ClampedExecutor extends ScheduledThreadPoolExecutor {

    private static final long FULL_BUFFER_MILLIS = 100;
    private static final long SHORT_MICROS = 2_000;
    private static final long LONG_MICROS = 250_000;

    /** One thread, made by the factory. */
    public ClampedExecutor(ThreadFactory threads) {
        super(1, threads);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        var most = unit.toMillis(delay) <= FULL_BUFFER_MILLIS ? SHORT_MICROS : LONG_MICROS;
        return super.schedule(task, Math.min(unit.toMicros(delay), most), TimeUnit.MICROSECONDS);
    }
}
