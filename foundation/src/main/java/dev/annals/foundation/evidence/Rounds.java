package dev.annals.foundation.evidence;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something that a thread of its own does again and again, with a pause between, until it is told to stop. */
public final class Rounds {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /** Not begun yet. A round must not fail: that would be the last one. */
    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    /** Begins, with a pause. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
    }

    private void loop() {
        try {
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) round.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether they have begun and go on. */
    public boolean areRunning() {
        return thread != null && stopped.getCount() > 0;
    }

    /** Ends them and waits a moment for the one that is under way; false where they had not begun, or the wait was cut short. */
    public boolean stop() {
        stopped.countDown();
        var current = thread;
        if (current == null) return false;
        try {
            current.join(PATIENCE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
