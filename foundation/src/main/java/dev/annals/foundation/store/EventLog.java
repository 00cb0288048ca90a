package dev.annals.foundation.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The log in the database. One INSERT per command whatever it appends, one SELECT per aggregate, no snapshots, and no
 * reader ever misses an event: see {@link ReadersLog}.
 */
final class EventLog extends JdbcEventStorageEngine implements LogEvents {

    private final LogRows rows;
    private final TransactionManager transactions;
    private final StoredTypes types;
    private final OpenAppends appends;
    private final ReadersLog readers;
    private final StreamHeads heads;
    private final LongConsumer onCommit;

    EventLog(
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            EventUpcaster upcasters,
            StoredTypes types,
            OpenAppends appends,
            StoreSettings settings,
            StreamHeads heads,
            LongConsumer onCommit) {
        super(builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .persistenceExceptionResolver(SqlStates::isDuplicate)
                .batchSize(1_000));
        this.rows = new LogRows(dataSource);
        this.transactions = transactions;
        this.types = types;
        this.appends = appends;
        this.readers =
                new ReadersLog(rows, new LogTimes(dataSource), new Settled(dataSource, appends, settings.gapDelay()));
        this.heads = heads;
        this.onCommit = onCommit;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) return;
        events.forEach(event -> types.requireName(event.getPayloadType()));
        var domainEvents = events.stream().map(EventLog::asDomainEvent).toList();
        transactions.executeInTransaction(() -> {
            var append = Append.current(appends, this::committed);
            try {
                append.added(domainEvents, rows.insert(domainEvents, serializer));
            } catch (SQLException e) {
                handlePersistenceException(e, culprit(domainEvents, e));
            }
        });
    }

    private static DomainEventMessage<?> asDomainEvent(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent
                ? domainEvent
                : new GenericDomainEventMessage<>(null, event.getIdentifier(), 0L, event, event::getTimestamp);
    }

    /** The event whose aggregate the database names, so that a conflict is not taken for an id used twice. */
    private static DomainEventMessage<?> culprit(List<DomainEventMessage<?>> events, SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        return events.stream()
                .filter(event -> message.contains(event.getAggregateIdentifier()))
                .min(Comparator.comparingLong(DomainEventMessage::getSequenceNumber))
                .orElseGet(() -> events.stream()
                        .max(Comparator.comparingLong(DomainEventMessage::getSequenceNumber))
                        .orElseThrow());
    }

    /** Whether the current transaction has appended to that stream. */
    boolean isAppendedTo(String stream) {
        return Append.isTo(stream, appends);
    }

    private void committed(Map<String, Long> streams, long highest) {
        streams.forEach((stream, sequence) -> heads.moved(stream, highest, sequence));
        onCommit.accept(highest);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String aggregateId, long first, int batchSize) {
        var events = ask(() -> rows.ofAggregate(aggregateId, first, batchSize));
        if (!events.isEmpty()) {
            var last = events.getLast();
            heads.moved(aggregateId, last.globalIndex(), last.getSequenceNumber());
            heads.met(aggregateId);
        }
        return events;
    }

    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return ask(() -> rows.lastSequenceNumber(aggregateId));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("Aggregates are short and cached; there are no snapshots");
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken from, int batchSize) {
        return ask(() -> readers.after(from == null ? LogToken.START : (LogToken) from, batchSize));
    }

    @Override
    public List<TrackedEventMessage<?>> at(List<Long> positions) {
        var indexes = positions.stream().mapToLong(Long::longValue).sorted().toArray();
        var found = ask(() -> rows.among(indexes, indexes.length)).stream()
                .map(row -> new TrackedDomainEventData<>(LogToken.at(row.globalIndex()), row));
        return EventUtils.upcastAndDeserializeTrackedEvents(found, getEventSerializer(), upcasterChain)
                .toList();
    }

    @Override
    public long settledUpTo() {
        return readers.settledUpTo();
    }

    /** From the very beginning: indexes below the first visible one may still be filled. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return ask(readers::head).orElse(null);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return ask(() -> readers.at(instant)).orElse(null);
    }

    /** The highest index that is visible now, 0 in an empty log. */
    long highest() {
        return ask(readers::highest);
    }

    private interface Question<T> {
        T answer() throws SQLException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw new EventStoreException("The log could not be read", e);
        }
    }
}
