package dev.annals.foundation.outbound;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** What the relay of this process does at the moment. */
final class RelayStatus {

    enum Doing {
        /** Nothing is set up, or not here. */
        WAITS,
        /** Another process does it. */
        STANDS_BY,
        SENDS,
        /** The other side does not answer as it should; it is tried again and again. */
        FAILS,
        /** It cannot go on until somebody does something. */
        NEEDS_ATTENTION
    }

    record Now(Doing doing, String why) {}

    private volatile Now now = new Now(Doing.WAITS, "");
    private volatile @Nullable TrackingToken place;
    private volatile int inFlight;
    private volatile long acknowledged;
    private volatile long retries;

    void is(Doing doing, String why) {
        now = new Now(doing, why);
        if (doing != Doing.SENDS) inFlight = 0;
    }

    Now now() {
        return now;
    }

    /** All up to there has left. */
    void place(@Nullable TrackingToken token) {
        place = token;
    }

    @Nullable
    TrackingToken place() {
        return place;
    }

    void inFlight(int messages) {
        inFlight = messages;
    }

    void sent(int messages) {
        inFlight = 0;
        acknowledged += messages;
    }

    void retried() {
        retries++;
    }

    int inFlight() {
        return inFlight;
    }

    long acknowledged() {
        return acknowledged;
    }

    long retries() {
        return retries;
    }
}
