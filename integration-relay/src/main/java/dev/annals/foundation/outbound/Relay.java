package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Lease.LeaseLost;
import dev.annals.foundation.outbound.RelayStatus.Doing;
import dev.annals.foundation.outbound.Transport.AlreadyThere;
import dev.annals.foundation.outbound.Transport.MessageRefused;
import dev.annals.foundation.outbound.Transport.NeedsAttention;
import dev.annals.foundation.outbound.Transport.TryLater;
import dev.annals.foundation.store.LogEvents;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log and sends what leaves, in its order, once. Its place in the log moves only after the other side's
 * acknowledgement; whatever goes wrong, it closes the connection, waits a little, looks what has really arrived and goes
 * on from there. One process does it at a time; the others stand by.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Transport transport;
    private final RelayStore store;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final LogEvents log;
    private final Outgoing outgoing;
    private final RelaySettings settings;
    private final RelayStatus status;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private @Nullable String said;

    Relay(
            Transport transport,
            RelayStore store,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            LogEvents log,
            Outgoing outgoing,
            RelaySettings settings,
            RelayStatus status) {
        this.transport = transport;
        this.store = store;
        this.events = events;
        this.log = log;
        this.outgoing = outgoing;
        this.settings = settings;
        this.status = status;
    }

    synchronized void start() {
        if (isRunning()) return;
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("annals-relay").daemon().start(this::run);
    }

    /** Ends after what is in flight; what is not acknowledged by then is looked at by whoever goes on. */
    synchronized void stop() {
        stopping.countDown();
        var running = thread;
        if (running == null) return;
        try {
            running.join(settings.ackWait().plusSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    /** Whether its thread has ended although nobody asked for it. */
    boolean isDead() {
        var running = thread;
        return running != null && !running.isAlive();
    }

    private boolean isRunning() {
        return thread != null;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        while (!isStopping()) {
            try {
                if (store.lease().acquire()) lead();
                else {
                    status.is(Doing.STANDS_BY, "");
                    rest(settings.lease().dividedBy(3));
                }
            } catch (RuntimeException e) {
                // The database does not answer.
                fails(Doing.FAILS, e);
                rest(settings.mostBackOff());
            }
        }
    }

    /** Until it is to stop, or another process has taken over. */
    private void lead() {
        var pause = FIRST_PAUSE;
        try (var renewal = new Renewal(store.lease(), settings.lease())) {
            while (!isStopping()) {
                var before = status.acknowledged();
                var wish = once(renewal);
                if (status.acknowledged() > before) pause = FIRST_PAUSE;
                if (wish == null || isStopping()) continue;
                status.retried();
                rest(wish.compareTo(pause) > 0 ? wish : pause);
                var longest = transport.mostBackOff();
                pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
            }
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
            return;
        }
        store.lease().release();
    }

    /** Until something goes wrong. Answers for how long the other side wants to be left alone; absent for not at all. */
    private @Nullable Duration once(Renewal renewal) {
        try {
            trySending(renewal);
            return null;
        } catch (MessageRefused e) {
            LOG.warn("{} is refused by {} and left out: {}", e.refused(), transport.name(), e.getMessage());
            store.whileOurs(() -> store.refused().add(e.refused(), String.valueOf(e.getMessage())));
            return null;
        } catch (AlreadyThere e) {
            LOG.info("{}", e.getMessage());
            store.whileOurs(() -> store.isThere(e.there()));
            return null;
        } catch (TryLater e) {
            fails(Doing.FAILS, e);
            return e.wish();
        } catch (NeedsAttention e) {
            fails(Doing.NEEDS_ATTENTION, e);
            return Duration.ZERO;
        } catch (LeaseLost e) {
            throw e;
        } catch (InterruptedException e) {
            stopping.countDown();
            return null;
        } catch (Exception e) {
            fails(Doing.FAILS, e);
            return Duration.ZERO;
        }
    }

    /** Said once, however often it happens. */
    private void fails(Doing doing, Exception e) {
        var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        status.is(doing, why);
        if (why.equals(said)) return;
        said = why;
        LOG.warn("Messages wait: {}", why);
    }

    private void goesWell() {
        status.is(Doing.SENDS, "");
        if (said == null) return;
        said = null;
        LOG.info("Messages leave by {} again", transport.name());
    }

    private void rest(Duration duration) {
        try {
            var ignored = stopping.await(Math.max(20, duration.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private void trySending(Renewal renewal) throws Exception {
        try (var session = transport.open()) {
            renewal.requireOurs();
            store.whileOurs(() -> {
                store.transport(transport.name());
                store.refused().retry(store.state().orElseThrow().token());
            });
            var state = store.state().orElseThrow();
            status.place(state.token());
            try (var translation = new Translation(outgoing);
                    var source = new LogSource(events, log, outgoing, translation, store, state, transport.most())) {
                new Sending(session, source, store, status, renewal, settings, this::isStopping, this::goesWell).run();
            }
        }
    }
}
