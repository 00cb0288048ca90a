package dev.annals.foundation.projection;

import dev.annals.foundation.store.ProcessName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Divides the projections among the processes that are alive: all segments in one row, dealt out in turn. A process
 * takes at most its share and gives back what is more, so one that comes gets its part and one that went is replaced.
 */
final class Sharing {

    private static final String SEEN =
            "UPDATE projection_process SET seen_at = CURRENT_TIMESTAMP WHERE process = :self";
    private static final String CAME = "INSERT INTO projection_process VALUES (:self, CURRENT_TIMESTAMP)";
    private static final String LEFT = "DELETE FROM projection_process WHERE process = :self"
            + " OR seen_at < CURRENT_TIMESTAMP - INTERVAL '1' HOUR";
    private static final String ALIVE = "SELECT process FROM projection_process"
            + " WHERE seen_at > CURRENT_TIMESTAMP - INTERVAL '5' SECOND ORDER BY process";

    private final JdbcClient jdbc;
    private final String self;
    private final int segments;
    private final ConcurrentSkipListSet<String> groups = new ConcurrentSkipListSet<>();
    private final Set<String> ownOnly = ConcurrentHashMap.newKeySet();
    private volatile List<String> alive = List.of();

    Sharing(JdbcClient jdbc, ProcessName self, int segments) {
        this.jdbc = jdbc;
        this.self = self.value();
        this.segments = segments;
    }

    void add(String group) {
        groups.add(group);
    }

    /** A generation that only this process fills. */
    void fillAlone(String processor) {
        ownOnly.add(processor);
    }

    void share(String processor) {
        ownOnly.remove(processor);
    }

    /** How many segments of a processor this process may own now. */
    int most(String processor) {
        var processes = alive;
        var place = processes.indexOf(self);
        if (processes.size() < 2 || place < 0 || ownOnly.contains(processor)) return Short.MAX_VALUE;
        var first = groups.headSet(processor.substring(0, processor.lastIndexOf('@')))
                        .size()
                * segments;
        return (int) IntStream.range(first, first + segments)
                .filter(unit -> unit % processes.size() == place)
                .count();
    }

    /** Tells the others of this process and hears of them. */
    void beat() {
        if (jdbc.sql(SEEN).param("self", self).update() == 0)
            jdbc.sql(CAME).param("self", self).update();
        alive = jdbc.sql(ALIVE).query(String.class).list();
    }

    /** The others need not wait until this process is missed. */
    void leave() {
        jdbc.sql(LEFT).param("self", self).update();
    }
}
