package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.ReplayHouse;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.relay.DeadLetter;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a subscriber gave up on, in either retention. */
class DeadLettersTest extends OneSubscriber {

    @Test
    void whatASubscriberGivesUpOnIsKeptAndDeliveredAgain() throws Exception {
        var ann = users.register("ann");
        var bob = users.register("bob");
        relayed(2);
        var replays = started();
        impatient();
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
        var wish = redelivery(letter);
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

    /** One that gives up after two deliveries. */
    private void impatient() throws Exception {
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
    }

    private static List<DeadLetter> letters(ReplayHouse replays, int count) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> replays.operations().deadLetters(10), list -> list.size() == count);
    }

    /** Seen red: the record of it was gone with the message. */
    @Test
    void whatAWorkQueueNoLongerHasIsKnownAndDeliveredAgain() throws Exception {
        var ann = users.register("ann");
        var bob = users.register("bob");
        house.relay(RelayHouse.settings(Retention.WORKQUEUE), nats);
        left(2);
        var first = started();
        impatient();
        // It knows where the queue begins, and is away while a message is given up on.
        await().until(() -> house.count("dead_letters_noted") == 1);
        first.close();
        var consumer = shop.getConsumerContext("USER_EVENTS", SHOP);
        consumer.next(Duration.ofSeconds(2)).term();
        for (var delivery = 0; delivery < 2; delivery++)
            assertThat(consumer.next(Duration.ofSeconds(2))).isNotNull();
        await().until(() -> consumer.next(Duration.ofSeconds(1)) == null);
        // The relay has looked at the queue since, more than once.
        users.register("cid");
        left(2);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

        var replays = started();
        var letters = letters(replays, 2);
        assertThat(letters)
                .extracting(letter -> letter.userId() + " " + letter.cause())
                .containsExactlyInAnyOrder(ann.id + " TERMINATED", bob.id + " MAX_DELIVERIES");
        for (var letter : letters)
            assertThat(done(replays, redelivery(letter)).sent()).isEqualTo(1);
        assertThat(told())
                .extracting(message -> body(message).path("username").asString())
                .containsExactlyInAnyOrder("ann", "bob");
        // What it has never given up on and acknowledged is not remembered for ever.
        Stream.consume(nats, SHOP, 1);
        await().atMost(Duration.ofSeconds(15)).until(() -> house.count("relay_published") <= 2);
    }

    @ParameterizedTest
    @EnumSource(Retention.class)
    void whatWasGivenUpOnInAStreamThatIsGoneIsNotTakenForWhatStandsThereNow(Retention retention) throws Exception {
        users.register("ann");
        var relay = house.relay(RelayHouse.settings(retention), nats);
        left(1);
        var first = started();
        impatient();
        first.close();
        shop.getConsumerContext("USER_EVENTS", SHOP).next(Duration.ofSeconds(2)).term();
        await().until(() -> advisories() == 1);
        relay.stop();

        shop.jetStreamManagement().deleteStream("USER_EVENTS");
        // Whatever of the first was in it is not there any more, so that another one has its place.
        house.jdbc().update("delete from relay_published");
        var bob = users.register("bob");
        house.relay(RelayHouse.settings(retention), nats);
        left(1);
        var replays = started();

        assertThat(letters(replays, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.sequence()).isEqualTo(1);
            assertThat(letter.position()).isNull();
            assertThat(letter.userId()).isNull();
        });

        // It knows where the queue begins.
        await().until(() -> house.count("dead_letters_noted") == 1);
        impatient();
        shop.getConsumerContext("USER_EVENTS", SHOP).next(Duration.ofSeconds(2)).term();
        assertThat(letters(replays, 2))
                .extracting(letter -> letter.sequence() + " " + letter.userId())
                .containsExactlyInAnyOrder("1 null", "1 " + bob.id);
    }

    @ParameterizedTest
    @EnumSource(Retention.class)
    void whatNatsLostAfterItWasGivenUpOnIsNotTakenForWhatWasToldAgainInItsPlace(Retention retention) throws Exception {
        users.register("ann");
        house.relay(RelayHouse.settings(retention), nats);
        left(1);
        var first = started();
        impatient();
        first.close();
        shop.getConsumerContext("USER_EVENTS", SHOP).next(Duration.ofSeconds(2)).term();
        await().until(() -> advisories() == 1);
        house.last().stop();

        // As if NATS had lost its last message together with what was acknowledged, and another had come in its place.
        var made = shop.jetStreamManagement()
                .getStreamInfo("USER_EVENTS")
                .getCreateTime()
                .toInstant();
        house.jdbc()
                .update(
                        "insert into relay_shortened (made, above, noted_at) values (?, 0, ?)",
                        made.toString(),
                        OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(1));
        var replays = started();

        assertThat(letters(replays, 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.position()).isNull());
    }

    private long advisories() throws Exception {
        return shop.jetStreamManagement()
                .getStreamInfo("USER_EVENTS_ADVISORIES")
                .getStreamState()
                .getMsgCount();
    }

    private static Replay redelivery(DeadLetter letter) {
        var position = Objects.requireNonNull(letter.position());
        return Replay.wish(
                UUID.randomUUID(), Kind.REDELIVERY, SHOP, position - 1, position, null, null, null, letter.id());
    }

    @Test
    void whatIsGivenUpOnAndWhatIsAskedForIsMeasuredForEachSubscriber() throws Exception {
        users.register("ann");
        relayed(1);
        var replays = started();
        var meters = replays.meters();
        assertThat(meters.get("annals.subscriber.dead.letters.open").gauge().value())
                .isZero();
        assertThat(meters.get("annals.replay.waiting").gauge().value()).isZero();
        impatient();
        shop.getConsumerContext("USER_EVENTS", SHOP).next(Duration.ofSeconds(2)).term();
        letters(replays, 1);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(meters.get("annals.subscriber.dead.letters.open").gauge().value())
                    .isEqualTo(1);
            var gauge = meters.get("annals.subscriber.dead.letters").tag("durable", SHOP);
            assertThat(gauge.gauge().value()).isEqualTo(1);
            var oldest =
                    meters.get("annals.subscriber.dead.letters.oldest.seconds").tag("durable", SHOP);
            assertThat(oldest.gauge().value()).isPositive();
        });
        assertThat(replays.health().getStatus().getCode()).isEqualTo("UP");

        nats.stop();
        replays.operations().wish(wish(Kind.RANGE, 0, null, null));

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(meters.get("annals.replay.waiting").gauge().value()).isEqualTo(1);
            assertThat(meters.get("annals.replay.oldest.seconds").gauge().value())
                    .isPositive();
            assertThat(meters.get("annals.replay.left")
                            .tag("durable", SHOP)
                            .gauge()
                            .value())
                    .isNotNegative();
            assertThat(replays.health().getStatus().getCode()).isEqualTo("DEGRADED");
        });
        assertThat(replays.health().getDetails()).containsEntry("why", "NATS cannot be reached");
    }
}
