package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.NatsSettings;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
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

    @Test
    void whatLeavesIsTheIdentityAsItIsAfterTheChange() {
        house.relay(RelayHouse.SETTINGS, nats);

        users.register().changesProfile().renamed().changesEmail().deleted();

        assertThat(stream(5))
                .extracting(Stored::subject)
                .containsExactly(
                        "user.events.created",
                        "user.events.updated",
                        "user.events.updated",
                        "user.events.updated",
                        "user.events.deleted");
        assertThat(stream(5))
                .extracting(message -> message.headers().get("Annals-User-Version"))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void blocksRestorationsAndPasswordsStay() {
        house.relay(RelayHouse.SETTINGS, nats);

        users.register().blocked().restored().changesPassword().renamed();

        stream(2);
    }

    @Test
    void anAbsentAddressIsEmpty() {
        house.relay(RelayHouse.SETTINGS, nats);

        users.registerWithoutEmail("hana");

        assertThat(stream(1).getFirst().body()).contains("\"email\":\"\",\"username\":\"hana\"");
    }

    @Test
    void aRequestThatWasNamedByItsCallerIsToldByTheIdOfTheEvent() {
        house.relay(RelayHouse.SETTINGS, nats);

        users.inRequest("checkout-7").register();

        assertThat(stream(1).getFirst().body())
                .contains("\"request_id\":\"" + users.leaving().getFirst() + "\"");
    }

    @Test
    void aDurableOfTheSettingIsMadeAndOneThatStandsIsLeftAsItIs() throws Exception {
        var settings = RelayHouse.settings(Retention.LIMITS, "social-backend-consumer", "audit");
        house.relay(settings, nats).stop();
        house.relay(settings, nats);
        users.register();
        stream(1);

        assertThat(Stream.consume(nats, "social-backend-consumer", 1)).isEqualTo(users.leaving());
        assertThat(Stream.consume(nats, "audit", 1)).isEqualTo(users.leaving());
    }

    @Test
    void whoeverHasNoPasswordIsToldSoAndWhoeverHasItSends() {
        try (var closed = TestNats.started("authorization { user: annals, password: \"kept between us\" }")) {
            var unknown = house.relay(RelayHouse.SETTINGS, closed);
            users.register();
            await().until(() -> unknown.status().contains("NATS does not know us"));
            unknown.stop();

            var known = house.relay(
                    "embedded",
                    RelayHouse.SETTINGS,
                    new NatsSettings(closed.url(), "annals", "kept between us", null, null));

            await().until(() -> house.jdbc()
                    .queryForList("select acknowledged from relay_state", Long.class)
                    .equals(List.of(1L)));
            await().until(() -> known.status().equals("SENDS"));
        }
    }

    @Test
    void aStreamInAnotherShapeIsNotTouchedAndTheDifferenceIsSaid() throws Exception {
        try (var connection = nats.connect()) {
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("USER_EVENTS")
                            .subjects("user.events.>")
                            .retentionPolicy(RetentionPolicy.WorkQueue)
                            .storageType(StorageType.Memory)
                            .build());
        }
        var relay = house.relay(RelayHouse.SETTINGS, nats);
        users.register();

        await().until(() -> relay.status().startsWith("NEEDS_ATTENTION"));
        assertThat(relay.status())
                .contains("its subjects are [user.events.>], not [user.events.*]")
                .contains("its retention is workqueue, not limits")
                .contains("its storage is memory, not file")
                .contains("its maximum age is PT0S, not PT720H");
        assertThat(house.health(relay, "nats").getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(Stream.of(nats)).isEmpty();
    }

    @Test
    void whoeverIsToBeForgottenLeavesNothingButHisDeletion() {
        var settings = RelayHouse.settings(Retention.LIMITS, Duration.ofMillis(100));
        house.relay(settings, nats);
        var hana = users.register("hana").renamed();
        users.register("kenji");
        var deleted = hana.deleted();
        stream(4);
        assertThat(house.left().isForgotten(hana.id.value(), head())).isFalse();

        deleted.erasureRequested();

        // His deletion is told again without his name, under the same id, once NATS has forgotten it.
        await().atMost(Duration.ofSeconds(20)).until(() -> house.left().isForgotten(hana.id.value(), head()));
        assertThat(Stream.of(nats))
                .extracting(Stored::id)
                .containsExactly(users.leaving().get(2), users.leaving().get(3));
        assertThat(Stream.of(nats).getLast().body())
                .contains("\"email\":\"\",\"username\":\"\",\"action\":\"deleted\"");
    }

    @Test
    void whoeverIsDeletedAndErasedAtOnceIsNeverNamedInHisDeletion() {
        house.relay(RelayHouse.SETTINGS, nats);
        var hana = users.register("hana");
        stream(1);

        hana.erased();

        await().until(() -> house.left().isForgotten(hana.id.value(), head()));
        assertThat(Stream.of(nats))
                .extracting(Stored::id)
                .containsExactly(users.leaving().getLast());
        assertThat(Stream.of(nats).getLast().body()).contains("\"username\":\"\",\"action\":\"deleted\"");
    }

    @Test
    void ofAnErasedUserOnlyHisDeletionIsEverToldAgain() {
        var hana = users.register("hana").renamed().deleted();
        house.erase(hana.id.value());

        house.relay(RelayHouse.SETTINGS, nats);
        users.register();

        await().until(() -> Stream.of(nats).size() == 2);
        assertThat(Stream.of(nats))
                .extracting(Stored::id)
                .isEqualTo(users.leaving().subList(2, 4));
        assertThat(Stream.of(nats).getFirst().body()).contains("\"email\":\"\",\"username\":\"\"");
    }

    @Test
    void whereNothingHasEverLeftNobodyHasToForget() {
        var hana = users.register("hana");

        assertThat(house.left().isForgotten(hana.id.value(), head())).isTrue();
    }

    @Test
    void whatWaitsIsMeasuredAndAnAwayNatsDegrades() {
        nats.stop();
        var relay = house.relay(RelayHouse.SETTINGS, nats);
        users.register(3);
        await().until(() -> relay.retries() > 0);
        var waiting = house.meters(relay, "nats");
        assertThat(waiting.get("annals.relay.lag.events")
                        .tag("transport", "nats")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(waiting.get("annals.relay.lag.seconds").gauge().value()).isPositive();
        assertThat(waiting.get("annals.relay.sending").gauge().value()).isZero();
        assertThat(waiting.get("annals.relay.retries").functionCounter().count())
                .isPositive();
        assertThat(house.health(relay, "nats").getStatus().getCode()).isEqualTo("DEGRADED");

        nats.start();
        stream(3);

        await().until(() -> house.jdbc().queryForObject("select acknowledged from relay_state", Long.class) == 3);
        var done = house.meters(relay, "nats");
        assertThat(done.get("annals.relay.lag.events").gauge().value()).isZero();
        assertThat(done.get("annals.relay.lag.seconds").gauge().value()).isZero();
        assertThat(done.get("annals.relay.sent").functionCounter().count()).isEqualTo(3);
        assertThat(house.health(relay, "nats").getStatus().getCode()).isEqualTo("UP");
    }

    private long head() {
        return house.positions().head().index();
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
