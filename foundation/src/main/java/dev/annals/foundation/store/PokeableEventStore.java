package dev.annals.foundation.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * An event store that can be told of commits it has not made itself. It looks for new events as soon as it is told, but
 * not again within {@link #REST}, unless somebody is in haste: under load its readers find several events at a time, and
 * commit them together, where each alone costs nearly as much.
 */
final class PokeableEventStore extends EmbeddedEventStore {

    /** A reader commits so often at most, while nobody waits for it. */
    static final Duration REST = Duration.ofMillis(8);

    private final Haste haste;
    private final long restNanos;
    private final AtomicBoolean isPutOff = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("annals-look-", 0).factory());
    private volatile long lookedAt;

    PokeableEventStore(Builder builder, Haste haste, Duration rest) {
        super(builder);
        this.haste = haste;
        this.restNanos = rest.toNanos();
        this.lookedAt = System.nanoTime() - restNanos;
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // What is committed while the store ends is found at the next start.
        later.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        haste.whenItBegins(this::look);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        poke();
    }

    /** There are new events: looks for them now instead of after the fetch delay, or after a rest. */
    void poke() {
        var rested = System.nanoTime() - lookedAt;
        if (rested >= restNanos || haste.isOn()) look();
        else if (isPutOff.compareAndSet(false, true))
            later.schedule(this::lookAtLast, restNanos - rested, TimeUnit.NANOSECONDS);
    }

    private void lookAtLast() {
        isPutOff.set(false);
        look();
    }

    private void look() {
        lookedAt = System.nanoTime();
        super.afterCommit(List.of());
    }

    @Override
    public void shutDown() {
        later.shutdown();
        super.shutDown();
    }
}
