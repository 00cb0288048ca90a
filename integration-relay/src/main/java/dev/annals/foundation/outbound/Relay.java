package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelayStatus.Doing;
import dev.annals.foundation.outbound.RelayStore.LeaseLost;
import dev.annals.foundation.outbound.Transport.AlreadyThere;
import dev.annals.foundation.outbound.Transport.MessageRefused;
import dev.annals.foundation.outbound.Transport.NeedsAttention;
import dev.annals.foundation.outbound.Transport.Session;
import dev.annals.foundation.store.LogEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
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
    private static final long IDLE_MILLIS = 250;
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
    private long lookedAt;
    private @Nullable TrackingToken passed;

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

    private boolean isRunning() {
        return thread != null;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!isStopping()) {
            var before = status.acknowledged();
            try {
                if (lead()) return;
                status.is(Doing.STANDS_BY, "");
                rest(Duration.ofMillis(Math.max(50, settings.lease().toMillis() / 3)));
                continue;
            } catch (LeaseLost e) {
                LOG.info("{}", e.getMessage());
            } catch (MessageRefused e) {
                refuse(e);
                continue;
            } catch (AlreadyThere e) {
                LOG.info("{}", e.getMessage());
                record(e);
                continue;
            } catch (NeedsAttention e) {
                status.is(Doing.NEEDS_ATTENTION, String.valueOf(e.getMessage()));
                LOG.warn("{}", e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                status.is(Doing.FAILS, String.valueOf(e.getMessage()));
                LOG.warn("Messages wait: {}", e.toString());
            }
            status.retried();
            if (status.acknowledged() > before) pause = FIRST_PAUSE;
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(settings.mostBackOff()) < 0
                    ? pause.multipliedBy(2)
                    : settings.mostBackOff();
        }
    }

    private void rest(Duration duration) {
        try {
            var ignored = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private void refuse(MessageRefused refused) {
        LOG.warn("{} is refused by {} and left out: {}", refused.refused(), transport.name(), refused.getMessage());
        store.whileOurs(() -> store.refuse(refused.refused(), String.valueOf(refused.getMessage())));
    }

    private void record(AlreadyThere e) {
        store.whileOurs(() -> {
            var positions = List.of(e.there().logIndex());
            store.deleteAt(positions);
            store.found(positions);
            store.insert(List.of(e.there()));
        });
    }

    /** False at once where another process leads; true when this one leads until it is to stop. */
    private boolean lead() throws Exception {
        if (!store.acquire()) return false;
        passed = null;
        try (var renewal = new Renewal(store, settings.lease());
                var session = transport.open()) {
            store.whileOurs(() -> {
                store.transport(transport.name());
                store.retryRefused(store.state().orElseThrow().token());
            });
            status.is(Doing.SENDS, "");
            try (var source =
                    new LogSource(events, log, outgoing, store, store.state().orElseThrow(), transport.most())) {
                send(session, source, renewal);
                passOn();
            }
        }
        store.release();
        return true;
    }

    private void send(Session session, LogSource source, Renewal renewal) throws Exception {
        Batch batch = null;
        var isIntended = false;
        look(session, source);
        while (!isStopping()) {
            renewal.requireOurs();
            if (isLookDue()) look(session, source);
            if (batch == null) batch = source.next(IDLE_MILLIS);
            if (batch == null || batch.isIdle()) {
                if (batch != null) passed = batch.after();
                batch = null;
                continue;
            }
            var sent = batch;
            if (!isIntended) store.whileOurs(() -> session.intend(sent.messages()));
            status.inFlight(sent.messages().size());
            var flight = session.send(sent.messages());
            // While the acknowledgements are on their way.
            var following = isStopping() ? null : source.next(0);
            flight.await();
            if (!sent.forgotten().isEmpty()) lookedAt = 0;
            var isGoingOn = following != null && !following.isIdle() && !isLookDue();
            store.whileOurs(() -> {
                flight.acknowledge();
                settle(sent);
                if (isGoingOn && following != null) session.intend(following.messages());
            });
            source.settled(sent);
            status.sent(sent.messages().size());
            batch = following;
            isIntended = isGoingOn;
        }
    }

    private void settle(Batch batch) {
        store.found(batch.again());
        batch.forgotten().forEach(store::forget);
        var after = batch.after();
        if (after != null) store.token(after);
        passed = null;
    }

    private boolean isLookDue() {
        return lookedAt == 0 || System.nanoTime() - lookedAt > settings.look().toNanos();
    }

    /** Nothing is in flight or intended meanwhile. */
    private void look(Session session, LogSource source) throws Exception {
        session.look();
        for (var about : store.toForget()) session.forget(about);
        passOn();
        source.lookForMissing();
        lookedAt = System.nanoTime();
    }

    /** What was read and stays moves the place as well, now and then. */
    private void passOn() {
        var place = passed;
        if (place == null) return;
        store.whileOurs(() -> store.token(place));
        passed = null;
    }
}
