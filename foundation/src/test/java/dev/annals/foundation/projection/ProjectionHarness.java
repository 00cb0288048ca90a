package dev.annals.foundation.projection;

import dev.annals.foundation.store.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Runs a projection on the real migrations: given events in one batch, then rows of its view. */
public final class ProjectionHarness {

    public static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    public static final MetaData METADATA = MetaData.with(EventMetadata.REQUEST_ID, "request-1")
            .and(EventMetadata.ACTOR, "system:test")
            .and(EventMetadata.CAUSATION_ID, "command-1");

    private final CountingDataSource dataSource;
    private final Projection projection;
    private final JdbcTemplate jdbc;
    private final SpringTransactionManager transactions;
    private final List<TrackedEventMessage<?>> log = new ArrayList<>();
    private int generation = 1;
    private MetaData metadata = METADATA;

    private ProjectionHarness(DataSource database, Function<DataSource, Projection> projection) {
        this.dataSource = new CountingDataSource(database);
        this.projection = projection.apply(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
    }

    /** A projection on a database whose tables are there. */
    public static ProjectionHarness on(DataSource database, Function<DataSource, Projection> projection) {
        return new ProjectionHarness(database, projection);
    }

    /** Events from now on carry this metadata. */
    public ProjectionHarness from(MetaData other) {
        metadata = other;
        return this;
    }

    /** Fills another generation from now on. */
    public ProjectionHarness generation(int other) {
        generation = other;
        return this;
    }

    /** Appends the events, an hour apart from noon on, and projects them in one batch. */
    public ProjectionHarness given(Object... events) {
        var batch = new ArrayList<TrackedEventMessage<?>>();
        for (var event : events) batch.add(append(event));
        project(batch);
        return this;
    }

    /** Projects everything again, in one batch. */
    public ProjectionHarness again() {
        project(log);
        return this;
    }

    private TrackedEventMessage<?> append(Object event) {
        var index = log.size() + 1L;
        var at = NOON.plusSeconds(3600L * log.size());
        var message =
                new GenericDomainEventMessage<>("test", "aggregate", index, event, metadata, "event-" + index, at);
        var tracked = new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(index), message);
        log.add(tracked);
        return tracked;
    }

    private void project(List<TrackedEventMessage<?>> batch) {
        var handlers = new AnnotationEventHandlerAdapter(projection);
        var unitOfWork = new BatchingUnitOfWork<>(batch);
        unitOfWork.attachTransaction(transactions);
        var result = unitOfWork.executeWithResult(() -> {
            Generation.fill(unitOfWork, generation);
            var message = unitOfWork.getMessage();
            if (handlers.canHandle(message)) {
                projection.rowKey(message);
                handlers.handle(message);
            }
            return null;
        });
        if (result.isExceptional()) throw new ProjectionFailed(result.exceptionResult());
    }

    /** The rows of a view. */
    public List<Map<String, Object>> rows(String view) {
        return jdbc.queryForList("SELECT * FROM " + view);
    }

    /** The only row of a view. */
    public Map<String, Object> row(String view) {
        return jdbc.queryForMap("SELECT * FROM " + view);
    }

    /** Makes readers see another generation. */
    public void live(String projection, int other) {
        jdbc.update("UPDATE projection_generation SET live = ? WHERE projection = ?", other, projection);
    }

    /** How many rows were written so far. */
    public int rowWrites() {
        return dataSource.rowWrites();
    }

    /** A batch that was rolled back. */
    public static final class ProjectionFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        ProjectionFailed(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
