package dev.annals.foundation.projection;

import dev.annals.foundation.store.Haste;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for a projection whenever one of this process may have moved. Costs nothing while nobody waits. */
final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicLong moves = new AtomicLong();
    private final Haste haste;

    Progress(Haste haste) {
        this.haste = haste;
    }

    /** Called after every piece of work of a projection. */
    void signal() {
        moves.incrementAndGet();
        if (!haste.isOn()) return;
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the answer is yes. The question is asked again after each signal, at the latest each interval, and
     * never under the lock: it may go to the database, and workers must not wait for that.
     */
    boolean await(BooleanSupplier question, long nanos, long intervalNanos) throws InterruptedException {
        var deadline = System.nanoTime() + nanos;
        var seen = moves.get();
        if (question.getAsBoolean()) return true;
        haste.begin();
        try {
            while (true) {
                var left = deadline - System.nanoTime();
                if (left <= 0) return false;
                // What moved between the question and the haste told nobody, and is no longer what was seen.
                sleepUnlessMovedSince(seen, Math.min(left, intervalNanos));
                seen = moves.get();
                if (question.getAsBoolean()) return true;
            }
        } finally {
            haste.end();
        }
    }

    /** Asks each interval until the answer is yes: of what other processes project, no signal tells. */
    boolean poll(BooleanSupplier question, long nanos, long intervalNanos) throws InterruptedException {
        var deadline = System.nanoTime() + nanos;
        while (!question.getAsBoolean()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.sleep(Math.min(left, intervalNanos));
        }
        return true;
    }

    private void sleepUnlessMovedSince(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (moves.get() == seen) moved.awaitNanos(nanos);
        } finally {
            lock.unlock();
        }
    }
}
