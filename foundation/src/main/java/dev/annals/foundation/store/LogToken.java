package dev.annals.foundation.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come: it has seen everything up to the index but for the gaps, indexes that were taken by
 * transactions which had not ended.
 *
 * <p>Not Axon's {@code GapAwareTrackingToken}: its equality disregards gaps below a truncation point, so that a reader
 * which still waits for one joins a stream that is past it, and the event is lost to it. Ours is exact. The token of an
 * event in a stream knows the event's own position, which answers exactly whether a reader has had it.
 *
 * <p>A wrapped token, although it wraps nothing: so Axon asks it for the next one instead of taking that of the stream.
 * Segments share a stream that starts where the last of them is; what a segment has had on top of that stays in its own
 * token, and {@link #isRepeated} says of an event that it comes to it again.
 */
public final class LogToken implements WrappedToken {

    private static final long[] NONE = {};
    static final LogToken START = new LogToken(0, NONE);

    private final long index;
    private final long[] gaps;
    /** Gaps below this place of the array are none any more: filling the lowest one shares the array. */
    private final int first;
    /** The position of the event that this token came with; 0 for a token that came from elsewhere. */
    private final long at;
    /** Whether the reader had seen that event before. */
    private final boolean repeated;

    /** Reads the stored form. */
    @JsonCreator
    LogToken(@JsonProperty("index") long index, @JsonProperty("gaps") long[] gaps) {
        this(index, gaps, 0, 0, false);
    }

    private LogToken(long index, long[] gaps, int first, long at, boolean repeated) {
        this.index = index;
        this.gaps = gaps;
        this.first = first;
        this.at = at;
        this.repeated = repeated;
    }

    /**
     * Whether a reader with that token has seen the position, or never will because nothing is there.
     *
     * @param token of any kind that a processor of ours stores; absent before the first event
     */
    public static boolean hasSeen(@Nullable TrackingToken token, long position) {
        return token != null && WrappedToken.unwrapLowerBound(token) instanceof LogToken log && log.hasSeen(position);
    }

    /** The position of the event that the token came with in a stream; the index of a token that came from elsewhere. */
    public static long positionOf(TrackingToken token) {
        if (WrappedToken.unwrapLowerBound(token) instanceof LogToken log) return log.at > 0 ? log.at : log.index;
        return token.position().orElseThrow();
    }

    /** Up to which index a reader with that token has seen everything; 0 before its first event. */
    public static long upTo(@Nullable TrackingToken token) {
        return token != null && WrappedToken.unwrapLowerBound(token) instanceof LogToken log ? log.upTo() : 0;
    }

    private long upTo() {
        return hasGaps() ? gaps[first] - 1 : index;
    }

    /** Indexes that a reader with that token has passed and not seen; none where the token is of another kind. */
    public static LongStream gapsOf(@Nullable TrackingToken token) {
        return token != null && WrappedToken.unwrapLowerBound(token) instanceof LogToken log
                ? LongStream.of(log.gaps())
                : LongStream.empty();
    }

    /** The highest index seen. */
    @JsonProperty("index")
    public long index() {
        return index;
    }

    /** Indexes below {@link #index()} that may still appear, ascending. */
    @JsonProperty("gaps")
    public long[] gaps() {
        return Arrays.copyOfRange(gaps, first, gaps.length);
    }

    /** Everything before the position but for the gaps, ascending and all below it. */
    static LogToken before(long position, long[] gaps) {
        var low = position - 1;
        while (Arrays.binarySearch(gaps, low) >= 0) low--;
        var end = low;
        return new LogToken(low, Arrays.stream(gaps).filter(gap -> gap < end).toArray());
    }

    /** Of one event, wherever the reader is. */
    static LogToken at(long position) {
        return START.advanceTo(position, position - 1);
    }

    boolean hasSeen(long position) {
        return position <= index && !isGap(position);
    }

    boolean hasGaps() {
        return first < gaps.length;
    }

    private boolean isGap(long position) {
        return Arrays.binarySearch(gaps, first, gaps.length, position) >= 0;
    }

    /** The token of the event at that position; indexes up to {@code settled} that are not there never will be. */
    LogToken advanceTo(long position, long settled) {
        if (position > index) {
            var from = Math.max(index, settled) + 1;
            if (from >= position) return new LogToken(position, gaps, first, position, false);
            var added = LongStream.range(from, position);
            return new LogToken(position, LongStream.concat(live(), added).toArray(), 0, position, false);
        }
        var place = Arrays.binarySearch(gaps, first, gaps.length, position);
        if (place < 0) throw new IllegalArgumentException(position + " was seen before: " + this);
        if (place == first) return new LogToken(index, gaps, first + 1, position, false);
        return new LogToken(index, live().filter(gap -> gap != position).toArray(), 0, position, false);
    }

    /** Without the gaps up to {@code settled} that are in none of the {@code found} rows: nothing will fill them. */
    LogToken withoutGaps(long settled, long[] found) {
        if (!hasGaps() || gaps[first] > settled) return this;
        var left = live().filter(gap -> gap > settled || Arrays.binarySearch(found, gap) >= 0)
                .toArray();
        return left.length == gaps.length - first ? this : new LogToken(index, left, 0, at, false);
    }

    private LongStream live() {
        return Arrays.stream(gaps, first, gaps.length);
    }

    /** Whether the reader who is there now had had the event of that token before. */
    static boolean isRepeated(TrackingToken token) {
        return WrappedToken.unwrapLowerBound(token) instanceof LogToken log && log.repeated;
    }

    /** Where a reader is who was here and has got the event that the new token came with. */
    @Override
    public LogToken advancedTo(TrackingToken newToken) {
        var that = (LogToken) newToken;
        var before = that.at > 0 && hasSeen(that.at);
        if (!before && !that.hasGaps() && that.index >= index) return that;
        var both = upperBound(that);
        return new LogToken(both.index, both.gaps, both.first, that.at, before);
    }

    @Override
    public LogToken lowerBound() {
        return this;
    }

    @Override
    public LogToken upperBound() {
        return this;
    }

    @Override
    public <R extends TrackingToken> Optional<R> unwrap(Class<R> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public LogToken lowerBound(TrackingToken other) {
        var that = (LogToken) other;
        var merged = LongStream.concat(live(), that.live()).sorted().distinct().toArray();
        return before(Math.min(index, that.index) + 1, merged);
    }

    @Override
    public LogToken upperBound(TrackingToken other) {
        var that = (LogToken) other;
        var both = LongStream.concat(
                live().filter(gap -> !that.hasSeen(gap)), that.live().filter(gap -> !hasSeen(gap)));
        return new LogToken(
                Math.max(index, that.index), both.sorted().distinct().toArray());
    }

    @Override
    public boolean covers(TrackingToken other) {
        var that = (LogToken) other;
        if (that.at > 0) return hasSeen(that.at);
        return hasSeen(that.index) && live().allMatch(gap -> gap > that.index || that.isGap(gap));
    }

    @Override
    public boolean samePositionAs(@Nullable TrackingToken other) {
        return other instanceof LogToken that && that.index == index;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogToken that
                && index == that.index
                && Arrays.equals(gaps, first, gaps.length, that.gaps, that.first, that.gaps.length);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index);
    }

    @Override
    public String toString() {
        return index + " without " + Arrays.toString(gaps());
    }
}
