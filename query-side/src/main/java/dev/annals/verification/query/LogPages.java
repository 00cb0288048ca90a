package dev.annals.verification.query;

import dev.annals.foundation.store.Upcasting;
import dev.annals.verification.Difference.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/** The log, page by page in the order of its index. What cannot be read is named and left out. */
final class LogPages {

    private static final int EVENTS_OF_A_PAGE = 1_000;

    private static final String PAGE = "SELECT global_index, event_id, aggregate_id, payload_type, payload_revision,"
            + " payload, metadata, recorded_at FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT "
            + EVENTS_OF_A_PAGE;

    private final Connection store;
    private final Serializer serializer;
    private final Upcasting upcasting;
    private final Differences differences;
    private long events;
    private long head;
    private boolean hasNext = true;

    LogPages(Connection store, Serializer serializer, Upcasting upcasting, Differences differences) {
        this.store = store;
        this.serializer = serializer;
        this.upcasting = upcasting;
        this.differences = differences;
    }

    boolean hasNext() {
        return hasNext;
    }

    /** How many events were read. */
    long events() {
        return events;
    }

    /** The place of the last one that was read. */
    long head() {
        return head;
    }

    List<Logged> next() throws SQLException {
        var page = new ArrayList<Logged>();
        try (var statement = store.prepareStatement(PAGE)) {
            statement.setLong(1, head);
            var rows = 0;
            try (var row = statement.executeQuery()) {
                for (; row.next(); rows++) {
                    head = row.getLong(1);
                    var logged = read(row);
                    if (logged != null) page.add(logged);
                }
            }
            events += rows;
            hasNext = rows == EVENTS_OF_A_PAGE;
        }
        return page;
    }

    private @Nullable Logged read(ResultSet row) throws SQLException {
        var type = row.getString(4);
        try {
            Object event = upcasting.read(row.getBytes(6), type, row.getString(5));
            MetaData metadata = serializer.deserialize(new SerializedMetaData<>(row.getBytes(7), byte[].class));
            if (event instanceof UnknownSerializedType) return unreadable(row.getLong(1), type, "no such type");
            var eventId = row.getString(2);
            var stream = row.getString(3);
            return new Logged(
                    row.getLong(1),
                    eventId,
                    stream.equals(eventId) ? null : stream,
                    type,
                    row.getString(5),
                    row.getObject(8, OffsetDateTime.class).toInstant(),
                    event,
                    metadata);
        } catch (SerializationException | IllegalArgumentException e) {
            return unreadable(row.getLong(1), type, e.getClass().getSimpleName());
        }
    }

    /** Not the exception's message: it quotes what it could not read. */
    private @Nullable Logged unreadable(long index, String type, String why) {
        differences.add(Comparison.LOG, "global_index " + index, Kind.UNREADABLE, List.of(type, why));
        return null;
    }
}
