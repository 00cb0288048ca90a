package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.FaultProxy;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between the log and a real nats-server, in both retentions: nothing is lost, nothing is told twice. */
@ParameterizedClass
@EnumSource(Retention.class)
class RelayFaultsTest {

    private static final String DURABLE = "social-backend-consumer";

    @Parameter
    private Retention retention;

    private final TestNats nats = TestNats.started();
    private final FaultProxy proxy = new FaultProxy(nats.port());
    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final Users users = new Users(house);

    @AfterEach
    void close() {
        house.close();
        proxy.close();
        nats.close();
    }

    /** A short window: what keeps us from telling twice is our record, not the memory of NATS. */
    private RelaySettings settings() {
        return RelayHouse.settings(retention, Duration.ofMillis(100), DURABLE);
    }

    @Test
    void anAcknowledgementThatIsLostTellsNothingTwice() {
        house.relay("one", RelayHouse.thatNeverLooks(settings()), RelayHouse.to(proxy));
        users.register();
        settled(1);
        proxy.swallowAnswers();

        users.register(7);
        // All of them, or as many as were read at once.
        await().until(() -> Stream.of(nats).size() > 1);
        Stream.consume(nats, DURABLE, 2);
        proxy.cut();
        users.register();

        settled(9);
        if (retention == Retention.LIMITS) expectAll();
        else assertThat(ids()).isEqualTo(users.leaving().subList(2, 9));
    }

    @Test
    void aKilledNatsGetsWhatItHasNotGot() {
        house.relay(settings(), nats);
        for (var round = 0; round < 3; round++) {
            users.register(20);
            nats.kill();
            users.register(20);
            nats.start();
        }
        settled(120);
        expectAll();
    }

    @Test
    void aNatsThatIsDownAtTheStartIsWaitedFor() {
        nats.stop();
        var relay = house.relay(settings(), nats);
        users.register(3);
        await().until(() -> relay.status().startsWith("FAILS"));

        nats.start();

        settled(3);
        expectAll();
        assertThat(relay.status()).isEqualTo("SENDS");
    }

    @Test
    void aNatsThatWasStoppedForAWhileGoesOn() {
        house.relay(settings(), nats);
        users.register(5);
        settled(5);
        nats.pause();
        users.register(50);
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        nats.resume();
        settled(55);
        expectAll();
    }

    @Test
    void aFlappingConnectionTellsEachOnce() {
        house.relay("one", settings(), RelayHouse.to(proxy));
        for (var round = 0; round < 15; round++) {
            users.register(30);
            proxy.cut();
        }
        settled(450);
        expectAll();
    }

    @Test
    void aWipedNatsGetsEverythingAgainThatItStillHeld() {
        house.relay(settings(), nats);
        users.register(10);
        settled(10);
        assertThat(Stream.consume(nats, DURABLE, 4)).isEqualTo(users.leaving().subList(0, 4));
        // The next look tells the relay how far the queue has been consumed.
        if (retention == Retention.WORKQUEUE) await().until(() -> house.count("relay_published") == 6);
        nats.kill();
        nats.wipe();
        users.register(2);

        nats.start();

        var expected = retention == Retention.LIMITS ? 12 : 8;
        settled(expected);
        assertThat(ids()).isEqualTo(users.leaving().subList(12 - expected, 12));
        assertThat(Stream.consume(nats, DURABLE, 1))
                .as("the durable is made again")
                .hasSize(1);
    }

    @Test
    void whatNatsAcknowledgedAndLostIsToldAgainOnce() throws Exception {
        house.relay(settings(), nats);
        users.register(6);
        settled(6);
        nats.stop();
        var older = nats.folder().resolve("older");
        copy(nats.store(), older);
        nats.start();
        users.register(5);
        settled(11);
        nats.kill();
        nats.wipe();
        copy(older, nats.store());

        nats.start();

        settled(11);
        expectAll();
        users.register();
        settled(12);
        expectAll();
    }

    @Test
    void aStreamThatSomebodyDeletedIsMadeAnewWithWhatItHeld() {
        house.relay(settings(), nats);
        users.register(5);
        settled(5);

        manage(streams -> streams.deleteStream(Stream.NAME));

        settled(5);
        expectAll();
    }

    @Test
    void aMessageThatIsNotOursIsCountedAndNotMinded() throws Exception {
        house.relay(settings(), nats);
        users.register(2);
        settled(2);
        try (var connection = nats.connect()) {
            connection.jetStream().publish("user.events.created", "forged".getBytes());
        }
        if (retention == Retention.WORKQUEUE) Stream.consume(nats, DURABLE, 3);

        users.register(3);
        settled(6);
        users.register();
        settled(7);
        var expected = new ArrayList<>(users.leaving());
        if (retention == Retention.WORKQUEUE) assertThat(ids()).isEqualTo(expected.subList(2, 6));
        else {
            expected.add(2, null);
            assertThat(ids()).isEqualTo(expected);
        }
    }

    @Test
    void aFullStreamIsWaitedFor() {
        manage(streams -> streams.addStream(configuration().maxMessages(3).build()));
        var relay = house.relay(settings(), nats);
        users.register(5);
        await().until(() -> relay.status().contains("maximum messages exceeded"));
        assertThat(Stream.of(nats)).hasSize(3);

        manage(streams -> streams.updateStream(configuration().maxMessages(100).build()));

        settled(5);
        expectAll();
    }

    @Test
    void aMessageThatIsTooLargeIsLeftOutAndTheOthersGoOn() {
        manage(streams ->
                streams.addStream(configuration().maximumMessageSize(600).build()));
        var relay = house.relay(settings(), nats);
        users.register(2);
        users.register("x".repeat(300));
        users.register(2);

        settled(4);
        var refused = users.leaving().get(2);
        assertThat(ids()).doesNotContain(refused).hasSize(4);
        assertThat(house.count("relay_refused")).isEqualTo(1);
        // It is tried again by the next start.
        manage(streams ->
                streams.updateStream(configuration().maximumMessageSize(60_000).build()));
        relay.stop();
        house.relay(settings(), nats);
        settled(5);
        assertThat(ids().getLast()).isEqualTo(refused);
        assertThat(house.count("relay_refused")).isZero();
    }

    @Test
    void ofTwoRelaysOneSendsAndTheOtherTakesOver() {
        var one = house.relay("one", settings(), RelayHouse.to(nats));
        await().until(() -> one.status().equals("SENDS"));
        var other = house.relay("other", settings(), RelayHouse.to(nats));
        users.register(20);
        settled(20);
        assertThat(other.status()).isEqualTo("STANDS_BY");

        one.stop();
        users.register(20);

        settled(40);
        expectAll();
        assertThat(other.status()).isEqualTo("SENDS");
    }

    @Test
    void aRelayThatWasThoughtDeadSendsNothingMore() {
        // One that does not look at the stream on the way, which it could not while it is held.
        var dead = house.relay("dead", RelayHouse.thatNeverLooks(settings()), RelayHouse.to(proxy));
        users.register(3);
        settled(3);
        proxy.hold();
        users.register(4);
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("relay_published where sequence > 3") > 0);
        // As if it had been silent for longer than its lease.
        house.jdbc().update("update relay_state set owner = 'other'");
        house.relay("other", settings(), RelayHouse.to(nats));
        users.register(4);
        settled(11);
        proxy.letGo();
        users.register(4);

        settled(15);
        expectAll();
        await().atMost(Duration.ofMinutes(1)).until(() -> dead.status().equals("STANDS_BY"));
        settled(15);
    }

    private StreamConfiguration.Builder configuration() {
        var settings = settings();
        return StreamConfiguration.builder()
                .name(Stream.NAME)
                .subjects("user.events.*")
                .retentionPolicy(
                        retention == Retention.LIMITS
                                ? io.nats.client.api.RetentionPolicy.Limits
                                : io.nats.client.api.RetentionPolicy.WorkQueue)
                .discardPolicy(io.nats.client.api.DiscardPolicy.New)
                .duplicateWindow(settings.duplicateWindow())
                .maxAge(retention == Retention.LIMITS ? settings.maxAge() : Duration.ZERO);
    }

    private void manage(ThrowingConsumer<JetStreamManagement> work) {
        try (var connection = nats.connect()) {
            work.accept(connection.jetStreamManagement());
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy);
            }
        }
    }

    /** Waits until so many have ever been in the stream and the record says the same of every one. */
    private void settled(long last) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(Stream.info(nats).getStreamState().getLastSequence())
                            .isEqualTo(last);
                    assertThat(house.jdbc().queryForObject("select acknowledged from relay_state", Long.class))
                            .isEqualTo(last);
                    assertThat(house.count("relay_missing")).isZero();
                });
    }

    private List<String> ids() {
        return new ArrayList<>(Stream.of(nats).stream().map(Stored::id).toList());
    }

    private void expectAll() {
        assertThat(ids()).isEqualTo(users.leaving());
    }
}
