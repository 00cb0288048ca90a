package dev.annals.foundation.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.store.Counting.Add;
import dev.annals.foundation.store.Counting.AddAndFail;
import dev.annals.foundation.store.Counting.Forward;
import dev.annals.foundation.store.Counting.Look;
import dev.annals.foundation.store.Counting.Open;
import dev.annals.foundation.store.Counting.Take;
import dev.annals.foundation.store.StoreApplication.SealsInTheOpen;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreTest {

    private static final Map<String, ConfigurableApplicationContext> STORES = new HashMap<>();
    private static final UserId ANNA = new UserId(UUID.randomUUID());

    static Stream<ConfigurableApplicationContext> stores() {
        return Stream.of(
                STORES.computeIfAbsent("h2", name -> StoreApplication.start(TestStores.h2Url())),
                STORES.computeIfAbsent("postgres", name -> StoreApplication.start(TestStores.postgresUrl())));
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(ConfigurableApplicationContext::close);
        STORES.clear();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void anEventOfAnOlderRevisionIsReadInTodaysShape(ConfigurableApplicationContext store) {
        var id = UUID.randomUUID().toString();
        var payload = ("{\"id\":\"" + id + "\",\"who\":\"anonymous\"}").getBytes(StandardCharsets.UTF_8);
        store.getBean(JdbcTemplate.class)
                .update(
                        "INSERT INTO domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
                                + " payload_revision, payload, metadata, recorded_at)"
                                + " VALUES (?, 'Counter', ?, 0, 'counting.opened', '0', ?, ?, CURRENT_TIMESTAMP)",
                        "opened-" + id,
                        id,
                        payload,
                        "{}".getBytes(StandardCharsets.UTF_8));

        add(store, id, 2);
        assertThat(total(store, id)).isEqualTo(2);
        assertThat(store.getBean(EventStore.class).readEvents(id).next().getPayload())
                .isEqualTo(new Counting.Opened(id, "anonymous"));
        assertThat(store.getBean(Upcasting.class).read(payload, "counting.opened", "0"))
                .isEqualTo(new Counting.Opened(id, "anonymous"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void anEventIsStoredUnderItsLogicalNameAndReadBack(ConfigurableApplicationContext store) {
        var id = opened(store);
        add(store, id, 2);

        var types = store.getBean(JdbcTemplate.class)
                .queryForList(
                        "select payload_type from domain_event where aggregate_id = ? order by sequence_number",
                        String.class,
                        id);
        assertThat(types).containsExactly("counting.opened", "counting.added");
        assertThat(events(store, id))
                .<Object>extracting(DomainEventMessage::getPayload)
                .containsExactly(new Counting.Opened(id, "anonymous"), new Counting.Added(id, 2));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aRefusedCommandLeavesNothingAndIsNotMetAgain(ConfigurableApplicationContext store) {
        var id = opened(store);

        assertThatThrownBy(() -> commands(store).sendAndWait(new AddAndFail(id, 5)))
                .isInstanceOf(CommandRefused.class);

        assertThat(events(store, id)).hasSize(1);
        assertThat(total(store, id)).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void whatFollowsInTheSameTransactionIsThereWithIt(ConfigurableApplicationContext store) {
        var first = opened(store);
        var second = opened(store);

        commands(store).sendAndWait(new Forward(first, second));

        assertThat(total(store, second)).isEqualTo(1);
        assertThat(events(store, second).getLast().getMetaData())
                .containsEntry(
                        EventMetadata.REQUEST_ID,
                        events(store, first).getLast().getMetaData().get(EventMetadata.REQUEST_ID));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aPolicyThatFailsUndoesTheCommand(ConfigurableApplicationContext store) {
        var id = opened(store);

        assertThatThrownBy(() -> commands(store).sendAndWait(new Forward(id, "nobody")))
                .hasMessageContaining("a policy fails");

        assertThat(events(store, id)).hasSize(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aRefusalOfWhatFollowsUndoesTheCommand(ConfigurableApplicationContext store) {
        var first = opened(store);
        var second = opened(store);

        assertThatThrownBy(() -> commands(store).sendAndWait(new Forward(first, "refuse:" + second)))
                .isInstanceOf(CommandRefused.class);

        assertThat(events(store, first)).hasSize(1);
        assertThat(events(store, second)).hasSize(1);
        assertThat(total(store, second)).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void anEventSaysWhoInWhichRequestFromWhereAndWhy(ConfigurableApplicationContext store) {
        var seals = store.getBean(SealsInTheOpen.class);
        var session = new SessionId(UUID.randomUUID());
        var context = new RequestContext("request-1", new Actor.User(ANNA), session, "192.0.2.1");
        var id = context.during(() -> opened(store));
        var before = seals.sealed.get();
        var second = context.during(() -> opened(store));

        assertThat(seals.sealed.get()).as("sealed once per unit of work").isEqualTo(before + 1);
        assertThat(events(store, id).getFirst().getPayload()).isEqualTo(new Counting.Opened(id, "user:" + ANNA));
        assertThat(events(store, second).getFirst().getMetaData())
                .containsEntry(EventMetadata.REQUEST_ID, "request-1")
                .containsEntry(EventMetadata.ACTOR, "user:" + ANNA)
                .containsEntry(EventMetadata.SESSION, session.toString())
                .containsKey(EventMetadata.CAUSATION_ID)
                .hasEntrySatisfying(
                        EventMetadata.ADDRESS,
                        address -> assertThat((String) address).startsWith(ANNA + ":1:ad:"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void nothingIsSealedWhenNothingHappens(ConfigurableApplicationContext store) {
        var id = opened(store);
        var before = store.getBean(SealsInTheOpen.class).sealed.get();

        new RequestContext("request-2", new Actor.User(ANNA), null, "192.0.2.1").during(() -> total(store, id));

        assertThat(store.getBean(SealsInTheOpen.class).sealed.get()).isEqualTo(before);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void thePositionOfACommandIsKnownAfterIt(ConfigurableApplicationContext store) {
        var positions = store.getBean(Positions.class);
        positions.forget();
        assertThat(positions.appended()).isNull();

        var id = opened(store);
        var first = positions.appended();
        add(store, id, 1);

        assertThat(first).isNotNull();
        assertThat(positions.appended()).isEqualTo(positions.head());
        assertThat(positions.appended().index()).isGreaterThan(first.index());
        assertThat(positions.parse(first.toString())).isEqualTo(first);
        assertThatThrownBy(() -> positions.parse("0badcafe-1"))
                .as("of another store")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aCommandWithNothingToDoAnswersTheLastPositionOfItsStream(ConfigurableApplicationContext store) {
        var positions = store.getBean(Positions.class);
        var id = opened(store);
        var last = positions.appended();
        opened(store);

        for (var cached : List.of(true, false)) {
            if (!cached) store.getBean(Cache.class).removeAll();
            positions.forget();
            add(store, id, 0);
            assertThat(positions.appended()).as("cached: %s", cached).isEqualTo(last);
        }
    }

    /** Nobody waits for the next look, which is far away. */
    @Test
    void anotherProcessSeesACommitAtOnce() throws InterruptedException {
        var url = TestStores.postgresUrl();
        try (var writer = StoreApplication.start(url, "--annals.store.fetch-delay=1h");
                var reader = StoreApplication.start(url, "--annals.store.fetch-delay=1h")) {
            opened(writer);
            var events = reader.getBean(EventStore.class);
            try (var stream = events.openStream(events.createHeadToken())) {
                assertThat(stream.hasNextAvailable(200, MILLISECONDS)).isFalse();
                var id = opened(writer);
                assertThat(stream.hasNextAvailable(10, SECONDS)).isTrue();
                assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Counting.Opened(id, "anonymous"));
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void anIdIsUsedOnce(ConfigurableApplicationContext store) {
        var id = opened(store);

        assertThatThrownBy(() -> commands(store).sendAndWait(new Open(id)))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    /** What another process appended makes the cached aggregate stale. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aStaleAggregateIsLoadedAfreshAndTheCommandTriedAgain(ConfigurableApplicationContext store) {
        var id = opened(store);
        add(store, id, 1);
        store.getBean(JdbcTemplate.class).update("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type,
                    payload_revision, payload, metadata, recorded_at)
                select 'x' || substring(event_id, 2), aggregate_type, aggregate_id, 2, payload_type, payload_revision,
                    payload, metadata, recorded_at
                from domain_event where aggregate_id = ? and sequence_number = 1""", id);

        add(store, id, 1);

        assertThat(total(store, id)).isEqualTo(3);
        assertThat(events(store, id)).hasSize(4);
    }

    /** Seen red: an answer that nothing was to be done, and a refusal, by what had been true before. */
    @Test
    void whatAnotherProcessDidCountsAlsoWhereNothingIsAppended() {
        var url = TestStores.postgresUrl();
        try (var here = StoreApplication.start(url);
                var there = StoreApplication.start(url)) {
            var id = opened(here);
            for (var round = 1; round <= 3; round++) {
                add(there, id, 2);
                assertThat(total(here, id)).isEqualTo(2);
                commands(there).sendAndWait(new Take(id, 2));
                assertThatThrownBy(() -> commands(here).sendAndWait(new Take(id, 1)))
                        .isInstanceOf(CommandRefused.class);
                add(there, id, 1);
                commands(here).sendAndWait(new Take(id, 1));
            }
            assertThat(total(there, id)).isZero();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void manyCommandsAtATimeAllCount(ConfigurableApplicationContext store) {
        var id = opened(store);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> add(store, id, 1), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
        }
        assertThat(total(store, id)).isEqualTo(100);
    }

    private static CommandGateway commands(ConfigurableApplicationContext store) {
        return store.getBean(CommandGateway.class);
    }

    private static String opened(ConfigurableApplicationContext store) {
        var id = UUID.randomUUID().toString();
        commands(store).sendAndWait(new Open(id));
        return id;
    }

    private static void add(ConfigurableApplicationContext store, String id, int amount) {
        commands(store).sendAndWait(new Add(id, amount));
    }

    private static int total(ConfigurableApplicationContext store, String id) {
        return commands(store).sendAndWait(new Look(id));
    }

    private static List<? extends DomainEventMessage<?>> events(ConfigurableApplicationContext store, String id) {
        return store.getBean(EventStore.class).readEvents(id).asStream().toList();
    }
}
