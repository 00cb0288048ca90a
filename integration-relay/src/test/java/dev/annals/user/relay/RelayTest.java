package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay on a real nats-server. */
class RelayTest {

    private final TestNats nats = TestNats.started();
    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final Users users = new Users(house);

    @AfterEach
    void close() {
        house.close();
        nats.close();
    }

    @Test
    void aRegisteredUserIsToldByteForByte() {
        house.relay(RelayHouse.SETTINGS, nats);

        var hana = users.register("hana");

        var message = stream(1).getFirst();
        assertThat(message.subject()).isEqualTo("user.events.created");
        assertThat(message.body())
                .isEqualTo("{\"id\":\"" + hana.id + "\",\"email\":\"hana@example.org\",\"username\":\"hana\","
                        + "\"action\":\"created\",\"request_id\":\"" + Users.REQUEST + "\","
                        + "\"timestamp\":\"2026-03-29T12:00:00.123456Z\",\"service_name\":\"gofiber-auth\"}");
        assertThat(message.headers())
                .containsOnlyKeys(
                        "Annals-Position",
                        "Annals-Schema",
                        "Annals-User-Version",
                        "Nats-Expected-Last-Sequence",
                        "Nats-Msg-Id")
                .containsEntry("Annals-User-Version", "1")
                .containsEntry("Annals-Schema", "user-event.v1")
                .containsEntry("Nats-Msg-Id", users.leaving().getFirst())
                .containsEntry("Annals-Position", house.positions().head().toString());
    }

    /** What is in the stream once it is so many, and all that must leave is there in its order. */
    private List<Stored> stream(int count) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(Stream.of(nats)).hasSize(count));
        var stored = Stream.of(nats);
        assertThat(stored).extracting(Stored::id).isEqualTo(users.leaving());
        return stored;
    }
}
