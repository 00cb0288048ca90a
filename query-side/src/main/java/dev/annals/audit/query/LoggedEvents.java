package dev.annals.audit.query;

import static java.util.stream.Collectors.toMap;

import dev.annals.foundation.store.Upcasting;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What events say, read from the log itself. */
@Component
class LoggedEvents {

    private final JdbcClient jdbc;
    private final Upcasting upcasting;

    LoggedEvents(JdbcClient jdbc, Upcasting upcasting) {
        this.jdbc = jdbc;
        this.upcasting = upcasting;
    }

    /** The events at these places. */
    Map<Long, Object> at(List<Long> indexes) {
        if (indexes.isEmpty()) return Map.of();
        return jdbc
                .sql("SELECT global_index, payload, payload_type, payload_revision FROM domain_event"
                        + " WHERE global_index IN (:indexes)")
                .param("indexes", indexes)
                .query((row, number) ->
                        Map.entry(row.getLong(1), upcasting.read(row.getBytes(2), row.getString(3), row.getString(4))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An event with where and when. */
    record Logged(long index, String type, Instant at, Object event) {}

    /** When what stands at this place, or last before it, was written. */
    Instant timeOf(long position) {
        return jdbc.sql("SELECT recorded_at FROM domain_event WHERE global_index <= :position"
                        + " ORDER BY global_index DESC FETCH FIRST 1 ROW ONLY")
                .param("position", position)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** The events of some streams up to a place, in the order of the log. */
    List<Logged> ofStreams(List<String> streams, long upTo) {
        return jdbc.sql("SELECT global_index, payload, payload_type, payload_revision, recorded_at FROM domain_event"
                        + " WHERE aggregate_id IN (:streams) AND global_index <= :upTo ORDER BY global_index")
                .param("streams", streams)
                .param("upTo", upTo)
                .query((row, number) -> new Logged(
                        row.getLong(1),
                        row.getString(3),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        upcasting.read(row.getBytes(2), row.getString(3), row.getString(4))))
                .list();
    }
}
