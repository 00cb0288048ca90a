package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Transport.Flight;
import dev.annals.foundation.outbound.Transport.Session;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Sends batch after batch over one session, until something goes wrong. While one is on its way the one before it is
 * written down, the one after it intended and the next but one made.
 */
final class Sending {

    private static final int IDLE_MILLIS = 250;

    /** A batch that was sent. */
    private record Sent(Batch batch, Flight flight) {}

    private final Session session;
    private final LogSource source;
    private final RelayStore store;
    private final RelayStatus status;
    private final Renewal renewal;
    private final RelaySettings settings;
    private final BooleanSupplier isStopping;
    private final Runnable goesWell;
    private long lookedAt;
    private @Nullable TrackingToken passed;

    Sending(
            Session session,
            LogSource source,
            RelayStore store,
            RelayStatus status,
            Renewal renewal,
            RelaySettings settings,
            BooleanSupplier isStopping,
            Runnable goesWell) {
        this.session = session;
        this.source = source;
        this.store = store;
        this.status = status;
        this.renewal = renewal;
        this.settings = settings;
        this.isStopping = isStopping;
        this.goesWell = goesWell;
    }

    void run() throws Exception {
        look();
        while (!isStopping.getAsBoolean()) {
            renewal.requireOurs();
            if (isLookDue()) look();
            var batch = source.next(IDLE_MILLIS);
            if (batch == null || batch.isIdle()) {
                goesWell.run();
                if (batch != null) passes(batch);
            } else {
                store.whileOurs(() -> session.intend(batch.messages()));
                sendAll(batch);
            }
        }
        passOn();
    }

    /** From that one, which is intended, until none follows. */
    private void sendAll(Batch first) throws Exception {
        Batch current = first;
        Batch next = null;
        Sent before = null;
        while (current != null) {
            renewal.requireOurs();
            status.inFlight(current.messages().size());
            var sent = new Sent(current, session.send(current.messages()));
            if (next == null) next = following();
            var arrived = sent.flight().hasArrived() ? sent : before;
            if (arrived != null || next != null) settle(arrived, next);
            var nextButOne = next == null ? null : following();
            sent.flight().await();
            before = sent.flight().hasArrived() ? null : sent;
            current = next;
            next = nextButOne;
        }
        if (before != null) settle(before, null);
    }

    /** Absent where there is none, or something else is to be done first. */
    private @Nullable Batch following() throws InterruptedException {
        if (isStopping.getAsBoolean() || isLookDue()) return null;
        var batch = source.next(0);
        if (batch == null) return null;
        if (!batch.isIdle()) return batch;
        passes(batch);
        return null;
    }

    /** Writes down in one transaction what has arrived and what is sent next. */
    private void settle(@Nullable Sent arrived, @Nullable Batch next) {
        store.whileOurs(() -> {
            if (arrived != null) {
                arrived.flight().acknowledge();
                settle(arrived.batch());
            }
            if (next != null) session.intend(next.messages());
        });
        if (arrived == null) return;
        var batch = arrived.batch();
        goesWell.run();
        source.settled(batch);
        if (!batch.forgotten().isEmpty()) lookedAt = 0;
        if (batch.after() != null) status.place(passed == null ? batch.after() : passed);
        status.sent(batch.messages().size());
    }

    private void settle(Batch batch) {
        store.missing().found(batch.again());
        batch.forgotten().forEach(store.forgotten()::add);
        var after = batch.after();
        if (after == null) return;
        store.token(after);
        // Unless it was read later.
        if (passed != null && after.covers(passed)) passed = null;
    }

    private boolean isLookDue() {
        return lookedAt == 0 || System.nanoTime() - lookedAt > settings.look().toNanos();
    }

    /** Nothing is in flight or intended meanwhile. */
    private void look() throws Exception {
        session.look();
        for (var about : store.forgotten().pending()) session.forget(about);
        passOn();
        source.lookForMissing();
        lookedAt = System.nanoTime();
    }

    private void passes(Batch idle) {
        passed = idle.after();
        status.place(passed);
    }

    /** What was read and stays moves the place as well, now and then. */
    private void passOn() {
        var place = passed;
        if (place == null) return;
        store.whileOurs(() -> store.token(place));
        passed = null;
    }
}
