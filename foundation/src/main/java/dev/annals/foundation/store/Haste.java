package dev.annals.foundation.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody waits for what readers of the log are about to see. While nobody does, events that come one right
 * after the other are handed to the readers together: a commit for ten costs little more than one for one.
 */
public final class Haste {

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread resting;

    /** Somebody waits from now on, until he calls {@link #end}. */
    public void begin() {
        waiting.incrementAndGet();
        LockSupport.unpark(resting);
    }

    /** He waits no more. */
    public void end() {
        waiting.decrementAndGet();
    }

    /** Whether anybody waits. */
    public boolean isOn() {
        return waiting.get() > 0;
    }

    /** Lets the calling thread rest until then, or until somebody waits. One thread at a time. */
    void restUntil(long nanoTime) {
        resting = Thread.currentThread();
        while (!isOn()) {
            var left = nanoTime - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) return;
            LockSupport.parkNanos(this, left);
        }
    }
}
