package dev.annals.foundation.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is, as its process has last told.
 *
 * @param events how many places of the log have been filled in
 * @param of how many there are
 * @param perSecond since the rebuild began
 * @param secondsLeft at that rate; absent before the first event
 */
public record RebuildProgress(
        long events, long of, double perSecond, @Nullable Long secondsLeft) {

    static RebuildProgress after(Duration time, long events, long of) {
        var perSecond = events / Math.max(0.001, time.toMillis() / 1_000.0);
        var left = events == 0 ? null : (long) Math.ceil((of - events) / perSecond);
        return new RebuildProgress(events, of, Math.round(perSecond * 10) / 10.0, left);
    }

    /** From 0 to 1. */
    double share() {
        return of == 0 ? 1 : (double) events / of;
    }
}
