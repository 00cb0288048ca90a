package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings;
import dev.annals.foundation.outbound.ReplayHouse;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import dev.annals.foundation.relay.StreamedMessages;
import dev.annals.foundation.store.TestStores;
import dev.annals.user.relay.Users.User;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one subscriber is told again or first, and what it gave up on, on a real nats-server. */
class ReplaysTest {

    private static final String SHOP = "shop";

    private final TestNats nats = TestNats.started();
    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final UserMessages outgoing =
            new UserMessages(house.personalData(), RelayHouse.SETTINGS, house.positions());
    private final Users users = new Users(house);
    private final Connection shop = nats.connect();
    private @Nullable ReplayHouse replays;

    @AfterEach
    void close() throws Exception {
        shop.close();
        if (replays != null) replays.close();
        house.close();
        nats.close();
    }

    private ReplayHouse started() {
        return started("embedded", log -> log);
    }

    private ReplayHouse started(String process, UnaryOperator<Function<List<Long>, List<TrackedEventMessage<?>>>> log) {
        var started = ReplayHouse.start(house, nats, outgoing, process, log);
        replays = started;
        return started;
    }

    private void relayed(int messages) {
        house.relay(RelayHouse.SETTINGS, nats);
        left(messages);
    }

    private void left(int messages) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Stream.of(nats).size() == messages);
    }

    private static Replay wish(Kind kind, long after, @Nullable Long upTo, @Nullable User about) {
        return Replay.wish(
                UUID.randomUUID(), kind, SHOP, after, upTo, null, null, about == null ? null : about.id.value(), null);
    }

    private Replay done(ReplayHouse replays, Replay wish) {
        replays.operations().wish(wish);
        return ended(replays, wish.operationId());
    }

    private static Replay ended(ReplayHouse replays, UUID id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> replays.operations().find(id).orElseThrow(),
                        replay -> replay.state() != State.REQUESTED && replay.state() != State.RUNNING);
    }

    /** Everything that waits for the subscriber in that stream, acknowledged. */
    private List<Message> read(String stream, String durable) throws Exception {
        var consumer = shop.getConsumerContext(stream, durable);
        var messages = new ArrayList<Message>();
        while (consumer.getConsumerInfo().getNumPending() > 0) {
            var message = consumer.next(Duration.ofSeconds(2));
            if (message == null) continue;
            message.ackSync(Duration.ofSeconds(2));
            messages.add(message);
        }
        return messages;
    }

    private List<Message> told() throws Exception {
        return read("USER_EVENTS_REPLAY", SHOP);
    }

    private static List<String> eventIds(List<Message> messages) {
        return messages.stream()
                .map(message -> message.getHeaders().getFirst("Annals-Event-Id"))
                .toList();
    }

    private static JsonNode body(Message message) {
        return JsonMapper.shared().readTree(new String(message.getData(), UTF_8));
    }

    @Test
    void allThatHasLeftIsToldOneSubscriberAgainAndNobodyElse() throws Exception {
        users.register(50);
        users.register("hana").renamed().deleted();
        relayed(53);
        var asyncApi = AsyncApi.read();

        var replay = done(started(), wish(Kind.RANGE, 0, null, null));

        assertThat(replay.state()).isEqualTo(State.DONE);
        assertThat(replay.sent()).isEqualTo(53);
        assertThat(replay.position()).isEqualTo(replay.head());
        var told = told();
        assertThat(eventIds(told)).isEqualTo(users.leaving());
        assertThat(told).allSatisfy(message -> {
            assertThat(message.getSubject()).isEqualTo("user.replay.shop");
            assertThat(asyncApi.complaints("UserEvent", new String(message.getData(), UTF_8)))
                    .isEmpty();
            var headers = new TreeMap<String, String>();
            message.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            assertThat(asyncApi.complaints("RepeatedHeaders", headers)).isEmpty();
        });
        assertThat(Stream.of(nats)).hasSize(53);
    }

    @Test
    void aRangeIsAskedForByPositionByUserAndByTime() throws Exception {
        var ann = users.register("ann");
        var from = house.positions().head().index();
        users.register("bob");
        ann.renamed();
        var to = house.positions().head().index();
        users.register("cid");
        relayed(4);
        var replays = started();

        done(replays, wish(Kind.RANGE, from, to, null));
        assertThat(told())
                .extracting(message -> body(message).path("username").asString() + " "
                        + body(message).path("action").asString())
                .containsExactly("bob created", "ann updated");
        done(replays, wish(Kind.RANGE, 0, null, ann));
        assertThat(told())
                .hasSize(2)
                .allMatch(message -> body(message).path("id").asString().equals(ann.id.toString()));
        var late =
                Replay.wish(UUID.randomUUID(), Kind.RANGE, SHOP, 0, null, Users.NOON.plusSeconds(1), null, null, null);
        assertThat(done(replays, late).sent()).isZero();
        var around = Replay.wish(
                UUID.randomUUID(), Kind.RANGE, SHOP, 0, null, Users.NOON, Users.NOON.plusSeconds(1), null, null);
        assertThat(done(replays, around).sent()).isEqualTo(4);
    }

    /** Seen red: with the tail one message later, and with every message of a user instead of the last. */
    @Test
    void aNewSubscriberGetsEverybodyOnceAndThenWhatHappensWithoutHoleOrDuplicate() throws Exception {
        var ann = users.register("ann").renamed().renamed();
        users.register("bob");
        users.register("gone").deleted();
        users.register(40);
        relayed(46);
        var replays = started("embedded", log -> positions -> {
            // Something happens while the snapshot is taken.
            ann.renamed();
            users.register("late");
            return log.apply(positions);
        });

        var replay = done(replays, wish(Kind.SNAPSHOT, 0, null, null));
        assertThat(replay.state()).as(replay.detail()).isEqualTo(State.DONE);
        left(users.leaving().size());

        var snapshot = told();
        assertThat(snapshot).allSatisfy(message -> {
            assertThat(body(message).path("action").asString()).isEqualTo("created");
            assertThat(message.getHeaders().getFirst("Annals-Snapshot")).isEqualTo("1");
        });
        assertThat(snapshot)
                .hasSize(42)
                .extracting(message -> body(message).path("id").asString())
                .doesNotHaveDuplicates();
        assertThat(snapshot.stream()
                        .filter(message -> body(message).path("id").asString().equals(ann.id.toString()))
                        .map(message -> message.getHeaders().getFirst("Annals-User-Version")))
                .containsExactly("3");
        var tail = read("USER_EVENTS", SHOP).stream()
                .map(message -> message.getHeaders().getFirst("Nats-Msg-Id"))
                .toList();
        assertThat(tail).isEqualTo(users.leaving().subList(46, users.leaving().size()));
    }

    @Test
    void whoIsForgottenIsNeitherToldOfAgainNorLeftInWhatWasTold() throws Exception {
        var ann = users.register("ann").renamed();
        users.register("bob");
        relayed(3);
        var replays = started();
        done(replays, wish(Kind.RANGE, 0, null, null));

        ann.deleted().erasureRequested();
        await().until(() -> house.count("relay_forgotten") == 1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(allOf("USER_EVENTS_REPLAY"))
                        .extracting(JsonNode::toString)
                        .hasSize(1)
                        .noneMatch(text -> text.contains("ann")));
        done(replays, wish(Kind.RANGE, 0, null, null));
        done(replays, wish(Kind.SNAPSHOT, 0, null, null));
        assertThat(allOf("USER_EVENTS_REPLAY")).extracting(JsonNode::toString).noneMatch(text -> text.contains("ann"));
    }

    private List<JsonNode> allOf(String stream) throws Exception {
        var management = shop.jetStreamManagement();
        var found = new ArrayList<JsonNode>();
        var state = management.getStreamInfo(stream).getStreamState();
        for (var sequence = state.getFirstSequence(); sequence <= state.getLastSequence(); sequence++) {
            try {
                found.add(JsonMapper.shared()
                        .readTree(management.getMessage(stream, sequence).getData()));
            } catch (io.nats.client.JetStreamApiException deleted) {
                continue;
            }
        }
        return found;
    }

    /** The first process dies with its messages published and nothing noted. */
    @Test
    void whatAnotherProcessHadBegunGoesOnWhereItWasWithoutRepeating() throws Exception {
        users.register(2_500);
        relayed(2_500);
        var pages = new AtomicInteger();
        var first = started("first", log -> positions -> {
            if (pages.incrementAndGet() == 2) throw new IllegalStateException("The power went");
            return log.apply(positions);
        });
        var wish = wish(Kind.RANGE, 0, null, null);
        first.operations().wish(wish);
        await().atMost(Duration.ofSeconds(20)).until(() -> pages.get() >= 2);
        first.close();
        house.jdbc().update("delete from replayed where sequence > 900");
        house.jdbc().update("update replay set position = 900, sent = 900 where owner = 'first'");

        var second = started("second", log -> log);
        var replay = ended(second, wish.operationId());

        assertThat(replay.process()).isEqualTo("second");
        assertThat(eventIds(told())).isEqualTo(users.leaving());
        assertThat(house.count("replayed")).isEqualTo(2_500);
    }

    @Test
    void oneIsCancelledAndTheNextMayBegin() throws Exception {
        users.register(2_500);
        relayed(2_500);
        var pages = new AtomicInteger();
        var replays = started("embedded", log -> positions -> {
            pages.incrementAndGet();
            await().until(() ->
                    house.jdbc().queryForObject("select count(*) from replay where cancelled", Integer.class) > 0);
            return log.apply(positions);
        });
        var wish = wish(Kind.RANGE, 0, null, null);
        replays.operations().wish(wish);
        await().until(() -> pages.get() == 1);
        assertThat(replays.operations().isUnderWay(SHOP)).isTrue();
        replays.operations().cancel(wish.operationId());

        var replay = ended(replays, wish.operationId());
        assertThat(replay.state()).isEqualTo(State.CANCELLED);
        assertThat(replay.sent()).isBetween(1L, 1_000L);
        assertThat(replays.operations().isUnderWay(SHOP)).isFalse();
    }

    @Test
    void aWorkQueueHasOneReaderAndSaysSo() throws Exception {
        users.register("ann");
        var queue = RelayHouse.settings(RelaySettings.Retention.WORKQUEUE, "the-only-one");
        house.relay(queue, nats);
        left(1);

        var replay = done(started(), wish(Kind.SNAPSHOT, 0, null, null));

        assertThat(replay.state()).isEqualTo(State.FAILED);
        assertThat(replay.detail()).startsWith("NATS refuses it");
    }

    @Test
    void whatASubscriberGivesUpOnIsKeptAndDeliveredAgain() throws Exception {
        var ann = users.register("ann");
        var bob = users.register("bob");
        relayed(2);
        var replays = started();
        await().until(() -> shop.jetStreamManagement().getStreamNames().contains("USER_EVENTS_ADVISORIES"));
        shop.jetStreamManagement()
                .addOrUpdateConsumer(
                        "USER_EVENTS",
                        ConsumerConfiguration.builder()
                                .durable(SHOP)
                                .ackPolicy(AckPolicy.Explicit)
                                .maxDeliver(2)
                                .ackWait(Duration.ofMillis(300))
                                .build());
        var consumer = shop.getConsumerContext("USER_EVENTS", SHOP);
        consumer.next(Duration.ofSeconds(2)).term();
        for (var delivery = 0; delivery < 2; delivery++)
            assertThat(consumer.next(Duration.ofSeconds(2))).isNotNull();
        await().until(() -> consumer.next(Duration.ofSeconds(1)) == null);

        var letters = await().atMost(Duration.ofSeconds(10))
                .until(() -> replays.operations().deadLetters(10), list -> list.size() == 2);
        assertThat(letters)
                .extracting(letter -> letter.userId() + " " + letter.cause() + " " + letter.state())
                .containsExactlyInAnyOrder(ann.id + " TERMINATED OPEN", bob.id + " MAX_DELIVERIES OPEN");
        assertThat(house.jdbc().queryForList("select * from dead_letter").toString())
                .doesNotContain("ann", "bob");

        var letter = letters.getFirst();
        var position = letter.position();
        var wish = Replay.wish(
                UUID.randomUUID(), Kind.REDELIVERY, SHOP, position - 1, position, null, null, null, letter.id());
        assertThat(done(replays, wish).sent()).isEqualTo(1);

        assertThat(told())
                .singleElement()
                .satisfies(message ->
                        assertThat(body(message).path("id").asString()).isEqualTo(String.valueOf(letter.userId())));
        await().until(() -> replays.operations()
                .deadLetter(letter.id())
                .orElseThrow()
                .state()
                .equals("REDELIVERED"));
    }

    @Test
    void whatStandsInTheStreamIsReadWithoutTakingIt() throws Exception {
        users.register(5);
        relayed(5);
        var stream = started().stream();

        assertThat(stream.after(3, 10).items())
                .extracting(StreamedMessages.Streamed::sequence)
                .containsExactly(4L, 5L);
        assertThat(stream.after(-2, 10).items())
                .extracting(StreamedMessages.Streamed::sequence)
                .containsExactly(4L, 5L);
        assertThat(stream.after(0, 2).items()).hasSize(2);
        assertThat(stream.after(9, 2).items()).isEmpty();
        assertThat(stream.after(0, 1).messages()).isEqualTo(5);
        assertThat(stream.after(0, 1).items().getFirst().at())
                .isBefore(Instant.now().plusSeconds(1));
        nats.stop();
        assertThatThrownBy(() -> stream.after(0, 1)).isInstanceOf(StreamedMessages.Away.class);
    }
}
