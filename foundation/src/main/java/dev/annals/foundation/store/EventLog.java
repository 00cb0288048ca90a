package dev.annals.foundation.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The log in the database. One INSERT per command whatever it appends, one SELECT per aggregate, no snapshots, and no
 * reader ever misses an event: see {@link Settled}.
 */
final class EventLog extends JdbcEventStorageEngine {

    /** Tokens do not list the indexes of a larger hole, e.g. of a restored part of a log, without asking first. */
    private static final int HOLE = 1_000;

    private final LogRows rows;
    private final TransactionManager transactions;
    private final StoredTypes types;
    private final OpenAppends appends;
    private final Settled settled;
    private final StreamHeads heads;
    private final LongConsumer onCommit;

    EventLog(
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
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
                .persistenceExceptionResolver(SqlStates::isDuplicate)
                .batchSize(1_000));
        this.rows = new LogRows(dataSource);
        this.transactions = transactions;
        this.types = types;
        this.appends = appends;
        this.settled = new Settled(dataSource, appends, settings.gapDelay());
        this.heads = heads;
        this.onCommit = onCommit;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) return;
        events.forEach(event -> types.requireName(event.getPayloadType()));
        var domainEvents = events.stream().map(EventLog::asDomainEvent).toList();
        transactions.executeInTransaction(() -> {
            var append = currentAppend();
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

    /** The transaction of this thread as one that appends; it is known as such before it takes its first index. */
    private Append currentAppend() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Append append) return append;
        var append = new Append();
        TransactionSynchronizationManager.registerSynchronization(append);
        TransactionSynchronizationManager.bindResource(this, append);
        appends.opened(append);
        return append;
    }

    private final class Append implements TransactionSynchronization {

        private final Set<String> streams = new HashSet<>();
        private long highest;

        void added(List<DomainEventMessage<?>> events, long last) {
            highest = Math.max(highest, last);
            events.forEach(event -> streams.add(event.getAggregateIdentifier()));
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(EventLog.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EventLog.this, this);
        }

        @Override
        public void afterCommit() {
            streams.forEach(stream -> heads.moved(stream, highest));
            if (highest > 0) onCommit.accept(highest);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(EventLog.this);
            appends.ended(this);
        }
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String aggregateId, long first, int batchSize) {
        var events = ask(() -> rows.ofAggregate(aggregateId, first, batchSize));
        if (!events.isEmpty()) {
            heads.moved(aggregateId, events.getLast().globalIndex());
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
        var token = from == null ? LogToken.START : (LogToken) from;
        if (token.hasGaps()) settled.lookIfDue();
        return ask(() -> {
            var before = settled.upTo();
            var found = fetch(token, before, batchSize);
            if (!leavesHole(found, token, before)) return found;
            settled.look();
            return settled.upTo() == before ? found : fetch(token, settled.upTo(), batchSize);
        });
    }

    /**
     * What filled gaps comes first, then what is ahead: an event whose predecessor in its aggregate filled a gap must
     * not overtake it. Therefore the gaps are also read later.
     */
    private List<TrackedEventData<?>> fetch(LogToken token, long settledBefore, int batchSize) throws SQLException {
        var ahead = rows.after(token.index(), batchSize);
        var filled = token.hasGaps() ? rows.among(token.gaps(), batchSize) : List.<StoredEvent>of();
        var isPartOnly = filled.size() == batchSize;
        var lastFilled = filled.isEmpty() ? 0 : filled.getLast().globalIndex();
        var known = isPartOnly ? Math.min(settledBefore, lastFilled) : settledBefore;
        var found = filled.stream().mapToLong(StoredEvent::globalIndex).toArray();

        var position = new LogToken[] {token.withoutGaps(known, found)};
        return Stream.concat(filled.stream(), isPartOnly ? Stream.empty() : ahead.stream())
                .<TrackedEventData<?>>map(row -> {
                    position[0] = position[0].advanceTo(row.globalIndex(), settledBefore);
                    return new TrackedDomainEventData<>(position[0], row);
                })
                .toList();
    }

    private static boolean leavesHole(List<TrackedEventData<?>> found, LogToken token, long settledBefore) {
        return !found.isEmpty()
                && found.getFirst().trackingToken() instanceof LogToken first
                && first.index() - Math.max(token.index(), settledBefore) > HOLE;
    }

    /** From the very beginning: indexes below the first visible one may still be filled. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        var highest = settled.look();
        return highest == 0 ? null : before(highest + 1, highest);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        settled.look();
        var first = ask(() -> rows.firstAt(instant));
        return first.isPresent() ? before(first.get(), first.get()) : createHeadToken();
    }

    private LogToken before(long position, long visible) {
        var from = settled.upTo();
        return LogToken.before(position, from >= visible ? new long[0] : ask(() -> rows.missing(from, visible)));
    }

    /** The highest index that is visible now, 0 in an empty log. */
    long highest() {
        return ask(rows::highest);
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
