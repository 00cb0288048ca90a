package dev.annals.foundation.store;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * For the coordinator of a pooled processor, whose delays are fixed in Axon: the 100 ms it sleeps when its buffer of
 * 1,024 events is full would bound a rebuild at 10,000 events a second. Longer waits are bounded too: for something new,
 * in case a signal was missed, and after trouble, which may be over soon.
 */
public final class ClampedExecutor extends ScheduledThreadPoolExecutor {

    private static final long FULL_BUFFER_MILLIS = 100;
    private static final long SHORT_MICROS = 2_000;
    private static final long NOTHING_NEW_MILLIS = 500;
    private static final long LONG_MICROS = 250_000;
    /** As long as a processor waits that has no segment here: each look is a transaction. */
    private static final long LONGEST_MICROS = 1_000_000;

    /** One thread, made by the factory. */
    public ClampedExecutor(ThreadFactory threads) {
        super(1, threads);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Math.min(unit.toMicros(delay), most(unit.toMillis(delay))), TimeUnit.MICROSECONDS);
    }

    private static long most(long millis) {
        if (millis <= FULL_BUFFER_MILLIS) return SHORT_MICROS;
        return millis <= NOTHING_NEW_MILLIS ? LONG_MICROS : LONGEST_MICROS;
    }
}
