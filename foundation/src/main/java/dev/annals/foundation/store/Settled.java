package dev.annals.foundation.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * Up to which index the log is settled: whatever is not visible there now never will be.
 *
 * <p>An index that is visible was taken after all lower ones. So: note the highest visible index, list the open appends
 * <em>after</em> that, and once each of them has ended, every index up to the noted one is settled. No clock decides,
 * and neither does the distance between a gap and the head.
 */
final class Settled {

    /** As many looks may wait for their transactions at a time. */
    private static final int LOOKS = 16;

    private static final String HIGHEST = "select max(global_index) from domain_event";

    private record Look(long highest, Set<String> open) {}

    private final DataSource dataSource;
    private final OpenAppends appends;
    private final long delay;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private volatile long upTo;
    private volatile long lastLook;

    Settled(DataSource dataSource, OpenAppends appends, Duration delay) {
        this.dataSource = dataSource;
        this.appends = appends;
        this.delay = delay.toNanos();
        this.lastLook = System.nanoTime() - this.delay;
    }

    /** Everything up to here is settled. Ask before reading: what a later snapshot lacks does not exist. */
    long upTo() {
        return upTo;
    }

    /** Looks again, unless somebody does or did a moment ago. */
    void lookIfDue() {
        if (System.nanoTime() - lastLook < delay || !lock.tryLock()) return;
        try {
            look();
        } finally {
            lock.unlock();
        }
    }

    /** Looks now; answers the highest visible index, 0 in an empty log. */
    long look() {
        lock.lock();
        // Without a transaction around it each statement has its own snapshot.
        try (var connection = dataSource.getConnection()) {
            var highest = highest(connection);
            settle(highest, appends.now(connection));
            return highest;
        } catch (SQLException e) {
            throw new EventStoreException("Could not ask which appends are open", e);
        } finally {
            lastLook = System.nanoTime();
            lock.unlock();
        }
    }

    private void settle(long highest, Set<String> open) {
        if (open.isEmpty()) {
            looks.clear();
            upTo = Math.max(upTo, highest);
            return;
        }
        for (var look : looks) {
            look.open().retainAll(open);
            // A prepared transaction goes by another name than before it was prepared; it may be any of them.
            open.stream().filter(name -> name.startsWith("-1/")).forEach(look.open()::add);
        }
        for (var look = looks.peekFirst(); look != null && look.open().isEmpty(); look = looks.peekFirst()) {
            upTo = Math.max(upTo, look.highest());
            looks.removeFirst();
        }
        var newest = looks.peekLast();
        if (looks.size() < LOOKS && highest > (newest == null ? upTo : newest.highest()))
            looks.addLast(new Look(highest, new HashSet<>(open)));
    }

    private static long highest(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HIGHEST);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
