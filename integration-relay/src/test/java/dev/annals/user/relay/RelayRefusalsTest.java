package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** NATS takes something that is not ours, or does not take what is. */
class RelayRefusalsTest extends RelayFaults {

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
}
