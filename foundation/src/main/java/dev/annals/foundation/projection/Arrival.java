package dev.annals.foundation.projection;

import dev.annals.foundation.store.LogToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether a projection that another process runs has come to an index, asked again and again. A process stores its place
 * when it has projected something, and only now and then when all it saw was of no interest; so what is between the
 * stored place and the index is looked at in the log, once.
 */
final class Arrival {

    /** What of the log a projection does something with. */
    interface OfInterest {

        /** The indexes of the events that are visible now, both ends included. */
        List<Long> between(long first, long last);
    }

    /** A projection that is farther behind is not there, whatever the events in between are. */
    static final int FAR = 1_000;

    private final long index;
    private final OfInterest ofInterest;
    private List<Long> awaited = List.of();
    private long lookedAtFrom = Long.MAX_VALUE;

    Arrival(long index, OfInterest ofInterest) {
        this.index = index;
        this.ofInterest = ofInterest;
    }

    /** Whether every segment has seen what is of interest up to the index. */
    boolean isThere(List<Optional<LogToken>> segments) {
        return !segments.isEmpty()
                && segments.stream().allMatch(place -> place.map(this::isAt).orElse(false));
    }

    /** Whether whoever stands there has seen what is of interest up to the index. */
    boolean isAt(LogToken place) {
        if (LogToken.hasSeen(place, index)) return true;
        var first = firstUnseen(place);
        if (index - first >= FAR) return false;
        if (first < lookedAtFrom) {
            awaited = ofInterest.between(first, index);
            lookedAtFrom = first;
        }
        return awaited.stream().allMatch(event -> LogToken.hasSeen(place, event));
    }

    /** What is below has been seen, or never was. */
    static long firstUnseen(LogToken place) {
        return LongStream.concat(LongStream.of(place.gaps()), LongStream.of(place.index() + 1))
                .min()
                .orElseThrow();
    }
}
