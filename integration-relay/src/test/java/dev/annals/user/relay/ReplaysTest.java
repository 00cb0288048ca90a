package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import dev.annals.foundation.relay.StreamedMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What one subscriber is told again or first, and what it gave up on, on a real nats-server. */
class ReplaysTest extends OneSubscriber {

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
