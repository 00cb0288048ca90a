package dev.annals.foundation.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * The part of the log in which no gap will ever be filled, read without those types that do not concern the reader: for
 * whoever reads all of it again.
 */
public final class SettledLog {

    /**
     * Some of the log.
     *
     * @param events those of interest, in their order
     * @param upTo where a reader is who has had them
     */
    public record Page(List<TrackedEventMessage<?>> events, LogToken upTo) {

        /** Reads what the events say, so that whoever handles them need not. One that cannot be read fails there. */
        public Page opened() {
            for (var event : events) {
                try {
                    event.getPayload();
                    event.getMetaData();
                } catch (RuntimeException unreadable) {
                    // Told to whoever handles the event: it is read again there.
                }
            }
            return this;
        }
    }

    /** As many places are looked through in one go, however few of them are of interest. */
    private static final int STRETCH = 20_000;

    private static final long[] NONE = {};
    private static final byte[] NOTHING = {'{', '}'};

    private final DataSource dataSource;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final StoredTypes types;
    private final LogEvents log;

    /** What is settled is asked of the log, the rest of the database. */
    public SettledLog(
            DataSource dataSource, Serializer serializer, EventUpcaster upcasters, StoredTypes types, LogEvents log) {
        this.dataSource = dataSource;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.types = types;
        this.log = log;
    }

    /** Up to here there is nothing that may still come. */
    public long end() {
        return log.settledUpTo();
    }

    /** What follows the index, at most up to the end; of no type among those. */
    public Page after(long index, long end, Set<String> without, int limit) {
        var last = Math.min(end, index + STRETCH);
        var found = ask(index, last, without, limit);
        var upTo = found.size() < limit ? last : found.getLast().globalIndex();
        return new Page(events(found), LogToken.before(upTo + 1, NONE));
    }

    private List<StoredEvent> ask(long index, long last, Set<String> without, int limit) {
        var sql = "select " + StoredEvent.COLUMNS + " from domain_event where global_index > ? and global_index <= ?"
                + (without.isEmpty()
                        ? ""
                        : " and payload_type not in (" + String.join(", ", Collections.nCopies(without.size(), "?"))
                                + ")")
                + " order by global_index limit " + limit;
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, index);
            statement.setLong(2, last);
            var column = 3;
            for (var type : without) statement.setString(column++, type);
            var events = new ArrayList<StoredEvent>();
            try (var row = statement.executeQuery()) {
                while (row.next()) events.add(StoredEvent.of(row));
            }
            return events;
        } catch (SQLException e) {
            throw new EventStoreException("The log could not be read", e);
        }
    }

    private List<TrackedEventMessage<?>> events(List<StoredEvent> found) {
        var rows = found.stream().map(row -> new TrackedDomainEventData<>(LogToken.at(row.globalIndex()), row));
        return EventUtils.upcastAndDeserializeTrackedEvents(rows, serializer, upcasters)
                .toList();
    }

    /** The stored types that end as none of interest in whichever revision; what is not known is of interest. */
    public Set<String> without(Predicate<Class<?>> ofInterest) {
        return types.names().stream()
                .filter(name -> !mayBe(name, null, ofInterest))
                .filter(name -> revisions(name).noneMatch(revision -> mayBe(name, revision, ofInterest)))
                .collect(toUnmodifiableSet());
    }

    /** All that an event of that name may have been stored in. */
    private Stream<String> revisions(String name) {
        var type = serializer.classForType(new SimpleSerializedType(name, null));
        var current = serializer.typeForClass(type).getRevision();
        if (current == null) return Stream.empty();
        var last = current.matches("\\d{1,3}") ? Integer.parseInt(current) : 0;
        return Stream.concat(Stream.of(current), IntStream.range(1, last).mapToObj(Integer::toString));
    }

    /** Upcasters say what an event becomes before they read it. */
    private boolean mayBe(String name, @Nullable String revision, Predicate<Class<?>> ofInterest) {
        var any = new StoredEvent(1, "event", "any", "stream", 0, name, revision, NOTHING, NOTHING, Instant.EPOCH);
        try {
            return events(List.of(any)).stream().anyMatch(event -> ofInterest.test(event.getPayloadType()));
        } catch (RuntimeException unclear) {
            return true;
        }
    }
}
