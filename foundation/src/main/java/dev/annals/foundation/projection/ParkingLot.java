package dev.annals.foundation.projection;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parked events of one generation of a projection. References only: what they say stays in the log. */
final class ParkingLot {

    private static final String HERE = " WHERE projection = :projection AND generation = :generation";

    private final JdbcClient jdbc;
    private final String projection;
    private final int generation;

    ParkingLot(JdbcClient jdbc, String projection, int generation) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.generation = generation;
    }

    Set<String> keys() {
        return sql("SELECT DISTINCT row_key FROM parked_event" + HERE)
                .query(String.class)
                .set();
    }

    int count() {
        return sql("SELECT count(*) FROM parked_event" + HERE)
                .query(Integer.class)
                .single();
    }

    List<ParkedEvent> first(int limit) {
        return sql("SELECT row_key, log_index, event_type, cause_class, parked_at FROM parked_event" + HERE
                        + " ORDER BY row_key, log_index FETCH FIRST :limit ROWS ONLY")
                .param("limit", limit)
                .query((row, number) -> new ParkedEvent(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Long> positions(String rowKey, int limit) {
        return sql("SELECT log_index FROM parked_event" + HERE
                        + " AND row_key = :key ORDER BY log_index FETCH FIRST :limit ROWS ONLY")
                .param("key", rowKey)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    void park(String rowKey, long position, EventMessage<?> event, String type, @Nullable Class<?> cause) {
        sql("INSERT INTO parked_event VALUES (:projection, :generation, :key, :position, :type, :cause, :now)")
                .param("key", rowKey)
                .param("position", position)
                .param("type", storedType(event, type))
                .param("cause", cause == null ? null : cause.getName())
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    private static String storedType(EventMessage<?> event, String known) {
        return event.getPayloadType() == UnknownSerializedType.class
                ? ((UnknownSerializedType) event.getPayload()).serializedType().getName()
                : known;
    }

    void blame(String rowKey, long position, Class<?> cause) {
        sql("UPDATE parked_event SET cause_class = :cause" + HERE + " AND row_key = :key AND log_index = :position")
                .param("cause", cause.getName())
                .param("key", rowKey)
                .param("position", position)
                .update();
    }

    void move(String from, String to, long position) {
        sql("UPDATE parked_event SET row_key = :to" + HERE + " AND row_key = :key AND log_index = :position")
                .param("to", to)
                .param("key", from)
                .param("position", position)
                .update();
    }

    void remove(String rowKey, long position) {
        sql("DELETE FROM parked_event" + HERE + " AND row_key = :key AND log_index = :position")
                .param("key", rowKey)
                .param("position", position)
                .update();
    }

    void clear() {
        sql("DELETE FROM parked_event" + HERE).update();
    }

    private JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql).param("projection", projection).param("generation", generation);
    }
}
