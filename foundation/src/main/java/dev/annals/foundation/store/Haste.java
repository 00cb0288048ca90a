package dev.annals.foundation.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether somebody waits for what readers of the log are about to see. While nobody does, commits that come one right
 * after the other are looked for together: see {@link PokeableEventStore}.
 */
public final class Haste {

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Runnable onBegin = () -> {};

    /** Somebody waits from now on, until he calls {@link #end}. */
    public void begin() {
        waiting.incrementAndGet();
        onBegin.run();
    }

    /** He waits no more. */
    public void end() {
        waiting.decrementAndGet();
    }

    boolean isOn() {
        return waiting.get() > 0;
    }

    /** What is to be done at once when somebody begins to wait. */
    void whenItBegins(Runnable todo) {
        onBegin = todo;
    }
}
