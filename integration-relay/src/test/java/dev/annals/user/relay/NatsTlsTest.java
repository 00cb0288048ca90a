package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.NatsConnections;
import dev.annals.foundation.outbound.NatsSettings;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.TestAuthority;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.foundation.store.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To a real server that speaks nothing but TLS, whose certificate is for {@code localhost}. */
class NatsTlsTest {

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static TestNats nats;

    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final Users users = new Users(house);

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.made(folder.resolve("ours"));
        nats = TestNats.started(authority.configuration());
    }

    @AfterAll
    static void stop() {
        nats.close();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static NatsSettings to(String scheme, String host, @Nullable Path ca) {
        var url = scheme + "://" + host + ":" + nats.port();
        return new NatsSettings(url, null, null, ca == null ? null : ca.toString(), null);
    }

    /** Registers somebody, which goes well, and answers what the relay says. */
    private String refused(NatsSettings settings) {
        var relay = house.relay("embedded", RelayHouse.SETTINGS, settings);
        users.register();
        await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().startsWith("FAILS"));
        var health = house.health(relay, "nats");
        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(house.count("relay_published")).isZero();
        users.register();
        return String.valueOf(health.getDetails().get("why"));
    }

    @Test
    void whomWeBelieveIsToldOfUsers() throws Exception {
        var right = to("tls", "localhost", authority.certificates());
        var relay = house.relay("embedded", RelayHouse.SETTINGS, right);
        users.register(3);

        await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().equals("SENDS"));
        await().until(() -> house.jdbc().queryForObject("select acknowledged from relay_state", Long.class) == 3);
        assertThat(house.health(relay, "nats").getStatus().getCode()).isEqualTo("UP");
        relay.stop();
        try (var connection = new NatsConnections(right).open("test")) {
            var state = connection.jetStreamManagement().getStreamInfo("USER_EVENTS");
            assertThat(state.getStreamState().getMsgCount()).isEqualTo(3);
            connection.jetStreamManagement().deleteStream("USER_EVENTS");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotBelieved() throws Exception {
        var other = TestAuthority.made(folder.resolve("other"));

        assertThat(refused(to("tls", "localhost", other.certificates())))
                .startsWith("NATS shows a certificate that is not believed (NATS_CA): ");
    }

    @Test
    void withoutAnAuthorityOfOursThoseOfTheJvmCount() {
        assertThat(refused(to("tls", "localhost", null)))
                .startsWith("NATS shows a certificate that is not believed (NATS_CA): ");
    }

    /** Seen red: the client alone connects. */
    @Test
    void aCertificateForAnotherNameIsNotBelieved() {
        assertThat(refused(to("tls", "127.0.0.1", authority.certificates())))
                .startsWith("NATS shows a certificate that is not believed (NATS_CA): ")
                .contains("127.0.0.1");
    }

    @Test
    void whoSpeaksInTheClearIsToldHowToSpeak() {
        assertThat(refused(to("nats", "localhost", null))).isEqualTo("NATS wants TLS: write tls:// in NATS_URL");
    }

    @Test
    void nothingIsSaidInTheClearWhereTlsIsAskedFor() {
        try (var open = TestNats.started()) {
            assertThat(refused(new NatsSettings(
                            open.url(), null, null, authority.certificates().toString(), null)))
                    .isEqualTo("NATS has no TLS, and NATS_URL or NATS_CA asks for it");
        }
    }

    @Test
    void theProcessDoesNotStartWithSettingsThatCannotBeMeant() throws Exception {
        var text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> new NatsConnections(to("tls", "localhost", folder.resolve("absent.pem"))))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("NATS_CA cannot be read");
        assertThatThrownBy(() -> new NatsConnections(to("tls", "localhost", text)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("NATS_CA is no file of certificates");
        assertThatThrownBy(() -> new NatsConnections(to("tls", "localhost", empty)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("NATS_CA holds no certificate");
        assertThatThrownBy(() -> new NatsConnections(to("opentls", "localhost", null)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("believes whoever answers");
    }
}
