package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.NatsConnections;
import dev.annals.foundation.outbound.NatsSettings;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.outbound.TestOperator;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.foundation.store.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a credentials file, to a real server that knows an operator's accounts and nobody's password. */
class NatsCredentialsTest {

    private static final String UNKNOWN = "NATS does not know us, or not any more";

    @TempDir
    private Path folder;

    private final TestOperator operator = operator();
    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final Users users = new Users(house);
    private TestNats nats;

    @BeforeEach
    void start() throws Exception {
        nats = TestNats.started(operator.configuration());
    }

    @AfterEach
    void close() {
        house.close();
        nats.close();
    }

    private static TestOperator operator() {
        try {
            return new TestOperator();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private NatsSettings with(@Nullable Path credentials) {
        return new NatsSettings(nats.url(), null, null, null, credentials == null ? null : credentials.toString());
    }

    private void told(int messages) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        house.jdbc().queryForObject("select acknowledged from relay_state", Long.class) == messages);
    }

    @Test
    void whomTheAccountHasSignedComesInAndIsTurnedAwayOnceHeIsRevoked() throws Exception {
        var ours = operator.credentials(folder.resolve("relay.creds"));
        var relay = house.relay("embedded", RelayHouse.SETTINGS, with(ours));
        users.register(3);
        told(3);
        assertThat(relay.status()).isEqualTo("SENDS");

        operator.revokeAll();
        nats.reload(operator.configuration());
        users.register(2);

        await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().startsWith("FAILS: " + UNKNOWN));
        var health = house.health(relay, "nats");
        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(String.valueOf(health.getDetails().get("why"))).startsWith(UNKNOWN);
        users.register();

        // With a new file of the same name what waits leaves, without a restart.
        Files.copy(
                operator.credentials(folder.resolve("new.creds")),
                ours,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        told(6);
        assertThat(relay.status()).isEqualTo("SENDS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another operator's", "expired", "none"})
    void whoIsNotKnownSaysSoAndCommandsGoOn(String whose) throws Exception {
        var file = folder.resolve("relay.creds");
        var credentials = switch (whose) {
            case "another operator's" -> new TestOperator().credentials(file);
            case "expired" -> operator.expired(file);
            default -> null;
        };
        var relay = house.relay("embedded", RelayHouse.SETTINGS, with(credentials));
        users.register(2);

        await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().startsWith("FAILS: " + UNKNOWN));
        assertThat(house.health(relay, "nats").getStatus().getCode()).isEqualTo("DEGRADED");
        users.register(2);
        assertThat(house.count("relay_published")).isZero();
    }

    @Test
    void theProcessDoesNotStartWithAFileThatCannotBeRead() {
        var absent = folder.resolve("absent.creds").toString();
        assertThatThrownBy(() -> new NatsConnections(new NatsSettings(nats.url(), null, null, null, absent)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("NATS_CREDS cannot be read");
        assertThatThrownBy(() -> new NatsConnections(new NatsSettings(nats.url(), "annals", "secret", null, absent)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("set one of them")
                .hasMessageNotContaining("secret");
        assertThat(new NatsSettings(nats.url(), "annals", "secret", null, null).toString())
                .doesNotContain("secret");
    }
}
