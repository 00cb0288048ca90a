package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Lease.LeaseLost;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lease for as long as it is open, whatever its user waits for. */
final class Renewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final Lease lease;
    private final long pauseMillis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isLost;

    Renewal(Lease lease, Duration length) {
        this.lease = lease;
        this.pauseMillis = Math.max(20, length.toMillis() / 3);
        Thread.ofPlatform().name("annals-relay-lease").daemon().start(this::renew);
    }

    private void renew() {
        try {
            while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS) && !isLost) renewOnce();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewOnce() {
        try {
            isLost = !lease.renew();
        } catch (RuntimeException e) {
            // Whoever writes will find out whether it is still ours.
            LOG.warn("The relay's lease could not be renewed: {}", e.toString());
        }
    }

    void requireOurs() {
        if (isLost) throw new LeaseLost();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
