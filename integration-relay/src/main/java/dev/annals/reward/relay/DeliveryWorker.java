package dev.annals.reward.relay;

import dev.annals.foundation.web.RequestContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks for claims that are to be told, and has several of them told at a time. */
final class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int AT_A_TIME = 64;

    private final DeliveryWork work;
    private final Deliverer deliverer;
    private final WebhookSettings settings;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore hands;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable ExecutorService workers;

    DeliveryWorker(DeliveryWork work, Deliverer deliverer, WebhookSettings settings) {
        this.work = work;
        this.deliverer = deliverer;
        this.settings = settings;
        hands = new Semaphore(settings.workers());
    }

    void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void start() {
        running = true;
        workers = Executors.newFixedThreadPool(
                settings.workers(),
                Thread.ofPlatform().daemon().name("claim-delivery-", 0).factory());
        thread = Thread.ofPlatform().daemon().name("claim-deliveries").start(this::loop);
    }

    private void loop() {
        try {
            var isReleased = false;
            while (running) {
                if (!isReleased) isReleased = releaseOurs();
                var found = round();
                if (found < AT_A_TIME && wakeUps.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS))
                    wakeUps.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean releaseOurs() {
        try {
            work.releaseAll();
            return true;
        } catch (RuntimeException notNow) {
            return false;
        }
    }

    private int round() throws InterruptedException {
        try {
            var due = work.due(AT_A_TIME);
            for (var claimId : due) hand(claimId);
            return due.size();
        } catch (RuntimeException notNow) {
            if (running)
                LOG.warn(
                        "Claims to be told cannot be looked up: {}",
                        notNow.getClass().getSimpleName());
            return 0;
        }
    }

    private void hand(String claimId) throws InterruptedException {
        hands.acquire();
        var pool = workers;
        if (pool == null || !running) {
            hands.release();
            return;
        }
        pool.execute(() -> {
            try {
                attend(claimId);
            } finally {
                hands.release();
            }
        });
    }

    private void attend(String claimId) {
        RequestContext.system("reward").during(() -> {
            try {
                deliverer.deliver(claimId);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException notNow) {
                LOG.warn(
                        "{} cannot be looked at: {}", claimId, notNow.getClass().getSimpleName());
            }
            return true;
        });
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) thread.interrupt();
        if (workers != null) workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
