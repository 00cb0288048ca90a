package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The connection is lost, or whoever is at its other end is away, does not answer, comes and goes. */
class RelayConnectionFaultsTest extends RelayFaults {

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
        var relay = house.relay(settings(), nats);
        users.register(5);
        settled(5);
        nats.pause();
        users.register(50);
        await().atMost(Duration.ofMinutes(1)).until(() -> relay.status().startsWith("FAILS"));
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
}
