package dev.annals.foundation.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An event as it is stored, byte for byte: what the chain is made over and what is exported. */
public record ChainedEvent(
        long index,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String type,
        @Nullable String revision,
        byte[] payload,
        byte[] metadata,
        Instant recordedAt) {

    static final String COLUMNS = "global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
            + " payload_revision, payload, metadata, recorded_at";

    static ChainedEvent of(ResultSet row) throws SQLException {
        return new ChainedEvent(
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
}
