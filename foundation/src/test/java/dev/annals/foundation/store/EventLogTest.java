package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLogTest {

    @TempDir
    private static Path folder;

    private final List<Log> logs = new ArrayList<>();

    @AfterEach
    void close() {
        logs.forEach(Log::close);
    }

    private Log log(Database database) {
        var log = new Log(database.isPostgres() ? TestStores.postgres() : TestStores.h2File(folder));
        logs.add(log);
        return log;
    }

    @ParameterizedTest
    @EnumSource
    void aGapIsKeptWhileItsTransactionIsOpenAndFilledWhenItCommits(Database database) {
        var log = log(database);
        var held = new HeldAppend(log, 1);
        var others = List.of(log.append(), log.append());
        var reader = new Fetches(log.open());

        reader.read();
        assertThat(reader.ids).isEqualTo(others);
        assertThat(reader.token().gaps()).containsExactly(1);

        var late = held.commit();
        reader.read();
        assertThat(reader.ids).containsExactly(others.get(0), others.get(1), late.getFirst());
        assertThat(reader.token().hasGaps()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aGapThatWasRolledBackIsForgottenWithTheNextEvent(Database database) {
        var log = log(database);
        var held = new HeldAppend(log, 1);
        log.rollBack();
        log.append();
        var reader = new Fetches(log.events);
        reader.read();
        assertThat(reader.token().gaps()).containsExactly(1, 2);

        held.commit();
        log.append();
        log.append();
        log.events.createHeadToken();
        reader.read();

        assertThat(reader.token()).isEqualTo(new LogToken(5, new long[0]));
        assertThat(reader.ids).hasSize(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void theHeadLeavesOutWhatIsStillOpen(Database database) {
        var log = log(database);
        log.append();
        var held = new HeldAppend(log, 2);
        log.append();

        assertThat(log.events.createHeadToken()).isEqualTo(new LogToken(4, new long[] {2, 3}));

        var late = held.commit();
        var reader = new Fetches(log.open(), new LogToken(4, new long[] {2, 3}));
        reader.read();
        assertThat(reader.ids).isEqualTo(late);
        assertThat(log.events.createHeadToken()).isEqualTo(new LogToken(4, new long[0]));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenAtAnInstantLeavesOutWhatIsStillOpen(Database database) {
        var log = log(database);
        log.append(Duration.ofDays(3));
        var held = new HeldAppend(log, 1);
        log.append(Duration.ofDays(2));
        log.append(Duration.ZERO);

        var yesterday = Instant.now().minus(Duration.ofDays(1));
        assertThat(log.events.createTokenAt(yesterday)).isEqualTo(new LogToken(3, new long[] {2}));
        held.commit();
        assertThat(log.open().createTokenAt(yesterday)).isEqualTo(new LogToken(1, new long[0]));
        assertThat(log.events.createTokenAt(Instant.now().plusSeconds(60))).isEqualTo(new LogToken(4, new long[0]));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyLogHasNoHead(Database database) {
        assertThat(log(database).events.createHeadToken()).isNull();
    }

    /** Axon drops gaps that are more than 10,000 behind. */
    @ParameterizedTest
    @EnumSource
    void moreThanTenThousandGapsAreAllFilled(Database database) {
        var log = log(database);
        var held = new HeldAppend(log, 12_000);
        log.append(3_000, Duration.ZERO);
        var reader = new Fetches(log.events);
        reader.read();
        assertThat(reader.ids).hasSize(3_000);
        assertThat(reader.token().gaps()).hasSize(12_000);

        held.commit();
        reader.read();

        assertThat(reader.ids).hasSize(15_000).doesNotHaveDuplicates();
        assertThat(reader.token()).isEqualTo(new LogToken(15_000, new long[0]));
    }

    @ParameterizedTest
    @EnumSource
    void aHoleOfMillionsCostsNothing(Database database) {
        var log = log(database);
        try (var jdbc = log.dataSource.getConnection();
                var statement = jdbc.createStatement()) {
            statement.execute("alter table domain_event alter column global_index restart with 50000000");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        log.append();
        var reader = new Fetches(log.events);

        reader.read();

        assertThat(reader.token()).isEqualTo(new LogToken(50_000_000, new long[0]));
    }

    /** Its predecessor in the aggregate fills a gap: the successor must not overtake it. */
    @ParameterizedTest
    @EnumSource
    void anAggregatesEventsComeInTheirOrder(Database database) {
        var log = log(database);
        var held = new HeldAppend(log, 1);
        log.append();
        var reader = new Fetches(log.events);
        reader.read();
        var first = "counter-" + held.commit().getFirst();
        log.events.appendEvents(
                List.of(new GenericDomainEventMessage<>("Counter", first, 1, new Counting.Added(first, 2))));

        reader.read();

        assertThat(reader.sequences.get(first)).containsExactly(0L, 1L);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSequenceNumberTwiceIsAConflict(Database database) {
        var log = log(database);
        var id = "counter-" + log.append();
        var event = new GenericDomainEventMessage<>("Counter", id, 1, new Counting.Added(id, 1));
        var other = new GenericDomainEventMessage<>("Counter", "fresh", 0, new Counting.Added("fresh", 1));
        log.events.appendEvents(List.of(event));

        assertThatThrownBy(() -> log.events.appendEvents(
                        List.of(other, new GenericDomainEventMessage<>("Counter", id, 1, new Counting.Added(id, 1)))))
                .isInstanceOf(ConcurrencyException.class);
    }

    private record Unnamed(String id) {}

    @ParameterizedTest
    @EnumSource
    void anEventOfOursThatHasNoStoredNameIsRefused(Database database) {
        var log = log(database);
        assertThatThrownBy(() -> log.events.appendEvents(
                        List.of(new GenericDomainEventMessage<>("Counter", "x", 0, new Unnamed("x")))))
                .hasMessageContaining("stored-types.txt");
        assertThat(log.eventIds()).isEmpty();
    }

    /** A reader by hand: what it has got, and where it is. */
    private static final class Fetches {

        private final EventLog log;
        private final List<String> ids = new ArrayList<>();
        private final Map<String, List<Long>> sequences = new HashMap<>();
        private TrackingToken token;

        Fetches(EventLog log) {
            this(log, null);
        }

        Fetches(EventLog log, TrackingToken token) {
            this.log = log;
            this.token = token;
        }

        void read() {
            try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(token, false)) {
                events.forEach(event -> {
                    ids.add(event.getIdentifier());
                    token = event.trackingToken();
                    var domainEvent = (org.axonframework.eventhandling.DomainEventMessage<?>) event;
                    sequences
                            .computeIfAbsent(domainEvent.getAggregateIdentifier(), id -> new ArrayList<>())
                            .add(domainEvent.getSequenceNumber());
                });
            }
        }

        LogToken token() {
            return (LogToken) token;
        }
    }
}
