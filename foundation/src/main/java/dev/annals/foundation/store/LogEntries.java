package dev.annals.foundation.store;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads single events and streams back from the log, in the transaction of the caller if there is one. */
@Component
public class LogEntries {

    private static final String SELECT = "SELECT " + StoredEvent.COLUMNS + " FROM domain_event ";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final StorePositions positions;

    LogEntries(JdbcClient jdbc, Serializer serializer, StorePositions positions) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.positions = positions;
    }

    /** The events with these ids, in the order of the log. */
    public List<LogEntry> withIds(Collection<String> eventIds) {
        if (eventIds.isEmpty()) return List.of();
        return jdbc.sql(SELECT + "WHERE event_id IN (:ids) ORDER BY global_index")
                .param("ids", eventIds)
                .query(entry())
                .list();
    }

    /** The events from which an answer is rebuilt: the answer carries the position of the last one. */
    public List<LogEntry> answering(Collection<String> eventIds) {
        var entries = withIds(eventIds);
        if (!entries.isEmpty()) positions.committed(entries.getLast().index());
        return entries;
    }

    /** The events of a stream up to this place in the log, it included. */
    public List<LogEntry> ofStream(String streamId, long upTo) {
        return jdbc.sql(SELECT + "WHERE aggregate_id = :stream AND global_index <= :upTo ORDER BY sequence_number")
                .param("stream", streamId)
                .param("upTo", upTo)
                .query(entry())
                .list();
    }

    /** The first event of each of these streams that begins no later than this place in the log. */
    public List<LogEntry> beginningsOf(Collection<String> streamIds, long upTo) {
        if (streamIds.isEmpty()) return List.of();
        return jdbc.sql(SELECT + "WHERE aggregate_id IN (:streams) AND sequence_number = 0"
                        + " AND global_index <= :upTo ORDER BY global_index")
                .param("streams", streamIds)
                .param("upTo", upTo)
                .query(entry())
                .list();
    }

    private RowMapper<LogEntry> entry() {
        return (row, number) -> {
            var payload =
                    new SimpleSerializedObject<>(row.getBytes(8), byte[].class, row.getString(6), row.getString(7));
            MetaData metadata = serializer.deserialize(new SerializedMetaData<>(row.getBytes(9), byte[].class));
            return new LogEntry(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(4),
                    row.getLong(5),
                    row.getString(6),
                    row.getObject(10, OffsetDateTime.class).toInstant(),
                    serializer.deserialize(payload),
                    Map.copyOf(metadata));
        };
    }
}
