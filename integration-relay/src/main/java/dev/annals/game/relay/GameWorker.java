package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.AWAY;
import static dev.annals.game.relay.NakamaFailure.Kind.OURS;

import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.UserId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Works off what is to be done at the game server, for several users at a time, while the game server answers. */
final class GameWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(GameWorker.class);
    private static final int AT_A_TIME = 64;

    private final GameWork work;
    private final Alignment alignment;
    private final NakamaGate gate;
    private final GameSettings settings;
    private final NakamaMeters meters;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore hands;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable ExecutorService workers;

    GameWorker(GameWork work, Alignment alignment, NakamaGate gate, GameSettings settings, NakamaMeters meters) {
        this.work = work;
        this.alignment = alignment;
        this.gate = gate;
        this.settings = settings;
        this.meters = meters;
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
                Thread.ofPlatform().daemon().name("game-worker-", 0).factory());
        thread = Thread.ofPlatform().daemon().name("game-work").start(this::loop);
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
        if (!gate.isOpen()) return 0;
        try {
            var due = work.due(AT_A_TIME);
            for (var userId : due) hand(userId);
            return due.size();
        } catch (RuntimeException notNow) {
            if (running)
                LOG.warn(
                        "What is to be done at the game server cannot be looked up: {}",
                        notNow.getClass().getSimpleName());
            return 0;
        }
    }

    private void hand(UserId userId) throws InterruptedException {
        var hands = this.hands;
        hands.acquire();
        var pool = workers;
        if (pool == null || !running || !gate.isOpen()) {
            hands.release();
            return;
        }
        pool.execute(() -> {
            try {
                attend(userId);
            } finally {
                hands.release();
            }
        });
    }

    private void attend(UserId userId) {
        try {
            var wanted = work.claim(userId);
            if (wanted.isEmpty()) return;
            try {
                RequestContext.system("game").during(() -> {
                    align(wanted.get());
                    return true;
                });
            } catch (RuntimeException ours) {
                LOG.warn(
                        "The game account of {} is tried again later: {}",
                        userId,
                        ours.getClass().getSimpleName());
                meters.failed("relay", OURS);
                work.failed(userId, OURS, settings.longestPause());
            }
        } catch (RuntimeException notNow) {
            LOG.warn(
                    "What became of the game account of {} cannot be written down: {}",
                    userId,
                    notNow.getClass().getSimpleName());
        }
    }

    private void align(GameWork.Wanted wanted) {
        try {
            alignment.align(wanted);
            work.done(wanted);
        } catch (NakamaFailure failure) {
            if (failure.kind() == AWAY) work.release(wanted.userId());
            else work.failed(wanted.userId(), failure.kind(), settings.longestPause());
        }
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
