package dev.annals.session.command;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many failures per key and period. Each attempt takes its place before it is made and gives it back when it
 * succeeds, so that a thousand attempts at once are no more than a thousand one by one; one that finds no place waits
 * for those under way.
 */
final class FailureLimit {

    private static final int MOST_KEYS = 50_000;

    private final int failures;
    private final Duration period;
    private final Duration patience;
    private final TimeMeter time;
    private final Map<String, Places> places = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Places> eldest) {
            return size() > MOST_KEYS;
        }
    };

    FailureLimit(int failures, Duration period, Duration patience, TimeMeter time) {
        this.failures = failures;
        this.period = period;
        this.patience = patience;
        this.time = time;
    }

    /** The places of one key. */
    Places of(String key) {
        synchronized (places) {
            return places.computeIfAbsent(key, it -> new Places());
        }
    }

    /** What one key has left. */
    final class Places {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition ended = lock.newCondition();
        private final Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(failures).refillGreedy(failures, period))
                .withCustomTimePrecision(time)
                .build();
        private int underWay;

        /** Takes a place: zero, or how many nanoseconds there will be none. */
        long take() {
            lock.lock();
            try {
                var left = patience.toNanos();
                while (true) {
                    var probe = bucket.tryConsumeAndReturnRemaining(1);
                    if (probe.isConsumed()) {
                        underWay++;
                        return 0;
                    }
                    if (underWay == 0 || left <= 0) return Math.max(1, probe.getNanosToWaitForRefill());
                    left = ended.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return TimeUnit.SECONDS.toNanos(1);
            } finally {
                lock.unlock();
            }
        }

        /** The attempt is over. */
        void leave(boolean failed) {
            lock.lock();
            try {
                underWay--;
                if (!failed) bucket.addTokens(1);
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
