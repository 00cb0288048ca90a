package dev.annals.foundation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** One row of the log, unopened. */
record StoredEvent(
        long globalIndex,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata,
        Instant recordedAt)
        implements DomainEventData<byte[]> {

    static final String COLUMNS = "global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
            + " payload_revision, payload, metadata, recorded_at";

    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }

    @Override
    public @Nullable String getType() {
        return aggregateType;
    }

    /** Absent for an event that no aggregate published: it is stored under its own id. */
    @Override
    public @Nullable String getAggregateIdentifier() {
        return eventId.equals(aggregateId) ? null : aggregateId;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public Instant getTimestamp() {
        return recordedAt;
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metadata, byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, payloadType, payloadRevision);
    }
}
