package dev.annals.audit.query;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What events say, read from the log itself. */
@Component
class LoggedEvents {

    private final JdbcClient jdbc;
    private final Serializer serializer;

    LoggedEvents(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** The events at these places. */
    Map<Long, Object> at(List<Long> indexes) {
        if (indexes.isEmpty()) return Map.of();
        return jdbc
                .sql("SELECT global_index, payload, payload_type, payload_revision FROM domain_event"
                        + " WHERE global_index IN (:indexes)")
                .param("indexes", indexes)
                .query((row, number) ->
                        Map.entry(row.getLong(1), read(row.getBytes(2), row.getString(3), row.getString(4))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Object read(byte[] payload, String type, String revision) {
        return serializer.deserialize(new SimpleSerializedObject<>(payload, byte[].class, type, revision));
    }
}
