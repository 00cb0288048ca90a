package dev.annals.game.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.annals.game.relay.NakamaFailure.Kind.AWAY;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.SERVER_ERROR;
import static dev.annals.game.relay.NakamaFailure.Kind.TIMED_OUT;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_MANY;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.game.relay.NakamaFailure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** Who is let through to the game server, and who finds out whether it is back. */
class NakamaGateTest {

    private static final String UNKNOWN = "{\"code\":5,\"message\":\"User account not found.\",\"details\":[]}";

    private static final Duration WAIT = ofSeconds(3);

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private NakamaGate gate;
    private Nakama nakama;

    @BeforeEach
    void start() {
        server.start();
        answers(aResponse().withStatus(404).withBody(UNKNOWN));
    }

    @AfterEach
    void stop() {
        if (gate != null) gate.close();
        server.stop();
    }

    @Test
    void whoeverMeetsAFailureIsTheOnlyOneUntilTheProbeIsAnswered() {
        opened(ofSeconds(60));
        answers(aResponse().withStatus(500));

        assertThat(call()).isEqualTo(SERVER_ERROR);
        for (var time = 0; time < 20; time++) assertThat(call()).isEqualTo(AWAY);
        assertThat(gate.trouble()).isEqualTo(SERVER_ERROR);

        answers(aResponse().withStatus(404).withBody(UNKNOWN));
        await().atMost(ofSeconds(10)).until(gate::isOpen);
        assertThat(call()).isEqualTo(Kind.NOT_FOUND);
    }

    /** Red: with a breaker that wanted three failures the next caller waited as well. */
    @Test
    void whereNothingIsAnsweredOneCallerWaitsAndNobodyAfterHim() {
        opened(ofSeconds(60));
        answers(aResponse().withFixedDelay(30_000));

        assertThat(call()).isEqualTo(TIMED_OUT);
        var started = System.nanoTime();
        for (var time = 0; time < 1_000; time++) assertThat(call()).isEqualTo(AWAY);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(WAIT);
    }

    @Test
    void aServerThatGoesAwayWhileNobodyAsksIsMissedBeforeSomebodyDoes() {
        opened(ofSeconds(60));

        answers(aResponse().withStatus(503));

        await().atMost(ofSeconds(10)).until(() -> !gate.isOpen());
        assertThat(call()).isEqualTo(AWAY);
    }

    @Test
    void oneFailureOfAServerThatIsThereCostsTheOthersNothingForLong() {
        opened(ofSeconds(60));
        server.stubFor(any(anyUrl())
                .withRequestBody(containing("unlucky"))
                .willReturn(aResponse().withStatus(500)));

        assertThat(call("unlucky")).isEqualTo(SERVER_ERROR);

        await().atMost(ofSeconds(10)).until(gate::isOpen);
        assertThat(call()).isEqualTo(Kind.NOT_FOUND);
    }

    /** Red: without the pause that doubles, 24 were let through. */
    @Test
    void whereOnlyTheProbeIsAnsweredPeopleAreLetThroughMoreAndMoreSeldom() {
        answers(aResponse().withStatus(500));
        server.stubFor(any(anyUrl())
                .withRequestBody(containing(NakamaGate.PROBE))
                .willReturn(aResponse().withStatus(404).withBody(UNKNOWN)));
        opened(ofSeconds(60));
        var met = new AtomicInteger();

        await().pollInterval(ofMillis(10))
                .during(ofSeconds(2))
                .atMost(ofSeconds(20))
                .until(() -> {
                    if (call() == SERVER_ERROR) met.incrementAndGet();
                    return true;
                });

        // At once, then after 50, 100, 200, 400, 800 ms.
        assertThat(met.get()).isBetween(2, 8);
    }

    @Test
    void aRefusalOfOneUserShutsNothing() {
        opened(ofSeconds(60));

        for (var time = 0; time < 20; time++) assertThat(call()).isEqualTo(Kind.NOT_FOUND);

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void aRefusedKeyShutsAtOnceAndIsNotProbedSoon() {
        opened(ofSeconds(60));
        answers(aResponse().withStatus(401).withBody("{\"code\":16,\"message\":\"Server key invalid\"}"));

        assertThat(call()).isEqualTo(KEY_REFUSED);
        var asked = server.getAllServeEvents().size();
        for (var time = 0; time < 20; time++) assertThat(call()).isEqualTo(AWAY);

        await().during(ofMillis(300)).atMost(ofSeconds(5)).until(() -> !gate.isOpen());
        // A probe may have been on its way.
        assertThat(server.getAllServeEvents()).hasSizeBetween(asked, asked + 1);
    }

    @Test
    void aKeyThatIsTakenAgainOpensIt() {
        opened(ofMillis(50));
        answers(aResponse().withStatus(401));
        assertThat(call()).isEqualTo(KEY_REFUSED);

        answers(aResponse().withStatus(404).withBody(UNKNOWN));

        await().atMost(ofSeconds(10)).until(gate::isOpen);
    }

    @Test
    void whoAsksUsToStayAwayIsListenedTo() {
        opened(ofSeconds(60));
        answers(aResponse().withStatus(429).withHeader("Retry-After", "30"));

        assertThat(call()).isEqualTo(TOO_MANY);
        var asked = server.getAllServeEvents().size();

        await().during(ofMillis(300)).atMost(ofSeconds(5)).until(() -> !gate.isOpen());
        // A probe may have been on its way.
        assertThat(server.getAllServeEvents()).hasSizeBetween(asked, asked + 1);
    }

    @Test
    void whetherItIsThereIsFoundOutBeforeAnybodySignsIn() {
        answers(aResponse().withStatus(503));

        gate = gate(ofSeconds(60));

        await().atMost(ofSeconds(10)).until(() -> !gate.isOpen());
        assertThat(call()).isEqualTo(AWAY);
    }

    @Test
    void theWellKnownKeyIsRefusedWhereTheStoreIsShared() {
        var shared = new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db/annals");

        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(() -> new GameConfiguration.WithNakama()
                        .nakamaHttp(
                                new NakamaSettings("nakama", "tcp://10.0.0.7:7350", "defaultkey", "", false, ""),
                                patience(ofSeconds(60)),
                                shared))
                .withMessageContaining("NAKAMA_SERVER_KEY");
    }

    @Test
    void aContainerPlatformsPortIsUnderstood() {
        assertThat(new NakamaSettings(" nakama ", "tcp://10.0.0.7:7351", "k", "", true, "").base())
                .hasToString("https://nakama:7351");
        assertThat(new NakamaSettings("::1", "7350", "k", "", false, "").base()).hasToString("http://[::1]:7350");
    }

    private void opened(Duration probeRefused) {
        gate = gate(probeRefused);
        await().atMost(ofSeconds(10)).until(() -> !server.getAllServeEvents().isEmpty() && gate.isOpen());
    }

    private NakamaGate gate(Duration probeRefused) {
        var settings = new NakamaSettings("127.0.0.1", String.valueOf(server.port()), "k", "h", false, "");
        var patience = patience(probeRefused);
        nakama = new Nakama(
                new NakamaHttp(settings, patience),
                settings,
                new CustomId(null, Clock.systemUTC()),
                new ModuleTrouble(probeRefused));
        return new NakamaGate("test", nakama, WAIT, patience, new NakamaMeters(new SimpleMeterRegistry()));
    }

    private static GameSettings patience(Duration probeRefused) {
        return new GameSettings(
                ofMillis(800),
                ofSeconds(5),
                ofSeconds(3),
                ofMillis(50),
                ofMillis(50),
                probeRefused,
                ofSeconds(1),
                2,
                8,
                Duration.ZERO);
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private Kind call() {
        return call(UUID.randomUUID().toString());
    }

    private Kind call(String id) {
        try {
            gate.pass(deadline -> nakama.authenticate(id, null, deadline));
            throw new AssertionError("Nobody is there");
        } catch (NakamaFailure failure) {
            return failure.kind();
        }
    }
}
