package dev.annals.audit.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.stereotype.Component;

/** Keeps one row per event of any kind, by which it is found again. What the event says stays in the log. */
@Component
@ProcessingGroup("audit-trail")
class AuditTrailProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("audit_trail_rows", "log_index")
            .with("event_id", "type", "revision", "aggregate_id", "subject_id", "actor")
            .with("request_id", "causation_id", "session_id", "address", "happened_at");

    private final ReadRows rows;
    private final Serializer names;

    AuditTrailProjection(DataSource dataSource, Serializer names) {
        this.rows = new ReadRows(TABLE, dataSource);
        this.names = names;
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return event.getIdentifier();
    }

    @EventHandler
    void project(Object event, EventMessage<?> message) {
        var origin = Origin.of(message);
        var type = names.typeForClass(event.getClass());
        rows.put(Row.of("log_index", origin.index())
                .with("event_id", origin.eventId())
                .with("type", type.getName())
                .with("revision", type.getRevision())
                .with("aggregate_id", message instanceof DomainEventMessage<?> of ? of.getAggregateIdentifier() : null)
                .with("subject_id", Subjects.userOf(event))
                .with("actor", origin.actor())
                .with("request_id", origin.requestId())
                .with("causation_id", origin.causationId())
                .with("session_id", origin.sessionId())
                .with("address", origin.address())
                .with("happened_at", origin.at()));
    }
}
