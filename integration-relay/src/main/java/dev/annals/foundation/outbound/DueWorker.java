package dev.annals.foundation.outbound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks for what is due outside the house, after a pause or when it is woken, and has several pieces attended to at a time. */
public final class DueWorker<K> implements SmartLifecycle {

    /** What is to be done, and by whom. */
    public interface Due<K> {

        /** Frees what a process of this name, which has ended, had taken upon itself. */
        void releaseAll();

        /** The longest due first. */
        List<K> due(int most);

        /** Does nothing where another process is faster; what fails is due again later. */
        void attend(K piece) throws InterruptedException;

        /** False while it is known that nothing can be done. */
        default boolean canBeDone() {
            return true;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DueWorker.class);
    private static final int AT_A_TIME = 64;

    private final String name;
    private final Due<K> work;
    private final int hands;
    private final Duration poll;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore free;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable ExecutorService workers;

    /**
     * @param name of its threads
     * @param hands how many pieces at a time
     * @param poll how long nothing is looked for where nobody wakes it
     */
    public DueWorker(String name, Due<K> work, int hands, Duration poll) {
        this.name = name;
        this.work = work;
        this.hands = hands;
        this.poll = poll;
        free = new Semaphore(hands);
    }

    /** Something may be due. */
    public void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void start() {
        running = true;
        workers = Executors.newFixedThreadPool(
                hands, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
    }

    private void loop() {
        try {
            var isReleased = false;
            while (running) {
                if (!isReleased) isReleased = releaseAll();
                var found = round();
                if (found < AT_A_TIME && wakeUps.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS))
                    wakeUps.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean releaseAll() {
        try {
            work.releaseAll();
            return true;
        } catch (RuntimeException notNow) {
            return false;
        }
    }

    private int round() throws InterruptedException {
        if (!work.canBeDone()) return 0;
        try {
            var due = work.due(AT_A_TIME);
            for (var piece : due) hand(piece);
            return due.size();
        } catch (RuntimeException notNow) {
            if (running)
                LOG.warn(
                        "{}: what is due cannot be looked up: {}",
                        name,
                        notNow.getClass().getSimpleName());
            return 0;
        }
    }

    private void hand(K piece) throws InterruptedException {
        free.acquire();
        var pool = workers;
        if (pool == null || !running || !work.canBeDone()) {
            free.release();
            return;
        }
        pool.execute(() -> {
            try {
                work.attend(piece);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException notNow) {
                LOG.warn(
                        "{}: {} cannot be attended to: {}",
                        name,
                        piece,
                        notNow.getClass().getSimpleName());
            } finally {
                free.release();
            }
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
