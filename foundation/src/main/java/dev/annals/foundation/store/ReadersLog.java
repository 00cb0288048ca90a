package dev.annals.foundation.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/** The log as readers follow it: every event, in an order that respects its aggregate's, none skipped. */
final class ReadersLog {

    /** Tokens do not list the indexes of a larger hole, e.g. of a restored part of a log, without asking first. */
    private static final int HOLE = 1_000;

    private static final long[] NONE = {};

    private final LogRows rows;
    private final LogTimes times;
    private final Settled settled;

    ReadersLog(LogRows rows, LogTimes times, Settled settled) {
        this.rows = rows;
        this.times = times;
        this.settled = settled;
    }

    /** The next events after that token. */
    List<TrackedEventData<?>> after(LogToken token, int batchSize) throws SQLException {
        if (token.hasGaps()) settled.lookIfDue();
        var before = settled.upTo();
        var found = after(token, before, batchSize);
        if (!leavesHole(found, token, before)) return found;
        settled.look();
        return settled.upTo() == before ? found : after(token, settled.upTo(), batchSize);
    }

    /**
     * What filled gaps comes first, then what is ahead: an event whose predecessor in its aggregate filled a gap must
     * not overtake it. Therefore the gaps are also read later.
     */
    private List<TrackedEventData<?>> after(LogToken token, long settledBefore, int batchSize) throws SQLException {
        var ahead = rows.after(token.index(), batchSize);
        var filled = token.hasGaps() ? rows.among(token.gaps(), batchSize) : List.<StoredEvent>of();
        var isPartOnly = filled.size() == batchSize;
        var lastFilled = filled.isEmpty() ? 0 : filled.getLast().globalIndex();
        var known = isPartOnly ? Math.min(settledBefore, lastFilled) : settledBefore;
        var found = filled.stream().mapToLong(StoredEvent::globalIndex).toArray();

        var position = new LogToken[] {token.withoutGaps(known, found)};
        return Stream.concat(filled.stream(), isPartOnly ? Stream.empty() : ahead.stream())
                .<TrackedEventData<?>>map(row -> {
                    position[0] = position[0].advanceTo(row.globalIndex(), settledBefore);
                    return new TrackedDomainEventData<>(position[0], row);
                })
                .toList();
    }

    private static boolean leavesHole(List<TrackedEventData<?>> found, LogToken token, long settledBefore) {
        return !found.isEmpty()
                && found.getFirst().trackingToken() instanceof LogToken first
                && first.index() - Math.max(token.index(), settledBefore) > HOLE;
    }

    /** Past everything that is visible, waiting for what is open; absent in an empty log. */
    Optional<LogToken> head() throws SQLException {
        var highest = settled.look();
        return head(highest, missingUpTo(highest));
    }

    private static Optional<LogToken> head(long highest, long[] missing) {
        return highest == 0 ? Optional.empty() : Optional.of(LogToken.before(highest + 1, missing));
    }

    /** Before the first event of that instant or later, waiting for what is open and may be of it as well. */
    Optional<LogToken> at(Instant instant) throws SQLException {
        while (true) {
            var highest = settled.look();
            // Before asking for the first: what commits in between is a gap, not something seen.
            var missing = missingUpTo(highest);
            var first = times.firstAt(instant, highest);
            if (first.isEmpty()) return head(highest, missing);
            if (first.get() <= highest) return Optional.of(LogToken.before(first.get(), missing));
        }
    }

    /** Everything up to here is settled. */
    long settledUpTo() {
        settled.lookIfDue();
        return settled.upTo();
    }

    private long[] missingUpTo(long visible) throws SQLException {
        var from = settled.upTo();
        return from >= visible ? NONE : rows.missing(from, visible);
    }

    /** The highest index that is visible now, 0 in an empty log. */
    long highest() throws SQLException {
        return rows.highest();
    }
}
