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
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Something goes wrong between the log and a real nats-server, in both retentions: nothing is lost, nothing is told twice. */
@ParameterizedClass
@EnumSource(Retention.class)
abstract class RelayFaults {

    static final String DURABLE = "social-backend-consumer";

    @Parameter
    Retention retention;

    final TestNats nats = TestNats.started();
    final FaultProxy proxy = new FaultProxy(nats.port());
    final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    final Users users = new Users(house);

    @AfterEach
    void close() {
        house.close();
        proxy.close();
        nats.close();
    }

    /** A short window: what keeps us from telling twice is our record, not the memory of NATS. */
    RelaySettings settings() {
        return RelayHouse.settings(retention, Duration.ofMillis(100), DURABLE);
    }

    /** As the relay would make it. */
    StreamConfiguration.Builder configuration() {
        var isLimits = retention == Retention.LIMITS;
        return StreamConfiguration.builder()
                .name(Stream.NAME)
                .subjects("user.events.*")
                .retentionPolicy(isLimits ? RetentionPolicy.Limits : RetentionPolicy.WorkQueue)
                .discardPolicy(DiscardPolicy.New)
                .duplicateWindow(settings().duplicateWindow())
                .maxAge(isLimits ? settings().maxAge() : Duration.ZERO);
    }

    void manage(ThrowingConsumer<JetStreamManagement> work) {
        try (var connection = nats.connect()) {
            work.accept(connection.jetStreamManagement());
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many have ever been in the stream and the record says the same of every one. */
    void settled(long last) {
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

    List<String> ids() {
        return new ArrayList<>(Stream.of(nats).stream().map(Stored::id).toList());
    }

    void expectAll() {
        assertThat(ids()).isEqualTo(users.leaving());
    }
}
