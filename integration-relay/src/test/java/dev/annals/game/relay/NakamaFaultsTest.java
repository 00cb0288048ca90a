package dev.annals.game.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
import static dev.annals.game.relay.NakamaCalls.assertFailure;
import static dev.annals.game.relay.NakamaCalls.nakama;
import static dev.annals.game.relay.NakamaCalls.soon;
import static dev.annals.game.relay.NakamaFailure.Kind.CUT_OFF;
import static dev.annals.game.relay.NakamaFailure.Kind.MALFORMED;
import static dev.annals.game.relay.NakamaFailure.Kind.REDIRECTED;
import static dev.annals.game.relay.NakamaFailure.Kind.SERVER_ERROR;
import static dev.annals.game.relay.NakamaFailure.Kind.TIMED_OUT;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_LARGE;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_MANY;
import static dev.annals.game.relay.NakamaFailure.Kind.UNREACHABLE;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.annals.game.relay.NakamaFailure.Kind;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import nakama.NakamaStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each answer that is none. */
class NakamaFaultsTest {

    private static final NakamaStub STUB = NakamaStub.start();
    private static final WireMockServer BROKEN = new WireMockServer(options().dynamicPort());

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        BROKEN.start();
    }

    @AfterAll
    static void stop() {
        BROKEN.stop();
        STUB.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("reset", aResponse().withFault(CONNECTION_RESET_BY_PEER), CUT_OFF),
                Arguments.of("nothing", aResponse().withFault(EMPTY_RESPONSE), CUT_OFF),
                Arguments.of("torn", aResponse().withFault(MALFORMED_RESPONSE_CHUNK), CUT_OFF),
                Arguments.of("noise", aResponse().withFault(RANDOM_DATA_THEN_CLOSE), CUT_OFF),
                Arguments.of("500", aResponse().withStatus(500).withBody("<html>Oops</html>"), SERVER_ERROR),
                Arguments.of("503", aResponse().withStatus(503), SERVER_ERROR),
                Arguments.of("429", aResponse().withStatus(429).withHeader("Retry-After", "30"), TOO_MANY),
                Arguments.of(
                        "302",
                        aResponse()
                                .withStatus(302)
                                .withHeader("Location", "http://127.0.0.1:" + STUB.port() + "/elsewhere"),
                        REDIRECTED),
                Arguments.of(
                        "307",
                        aResponse()
                                .withStatus(307)
                                .withHeader("Location", "http://127.0.0.1:" + STUB.port() + "/elsewhere"),
                        REDIRECTED),
                Arguments.of("hang", aResponse().withFixedDelay(20_000), TIMED_OUT),
                Arguments.of(
                        "drip",
                        aResponse()
                                .withBody("{\"token\":\"" + "x".repeat(1000) + "\"}")
                                .withChunkedDribbleDelay(500, 30_000),
                        TIMED_OUT),
                Arguments.of("huge", aResponse().withBody("{\"token\":\"" + "x".repeat(400_000) + "\"}"), TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whateverIsWrongWithTheAnswerHasANameAndAnEnd(String what, ResponseDefinitionBuilder answer, Kind kind) {
        BROKEN.resetAll();
        BROKEN.stubFor(any(anyUrl()).willReturn(answer));
        var calls = STUB.calls();
        var started = System.nanoTime();

        assertFailure(
                kind, () -> nakama(BROKEN.port(), "k", "h", "").authenticate(id, "x", Deadline.in(ofMillis(800))));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(ofSeconds(5));
        assertThat(STUB.calls()).as("a redirect is not followed").isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"token\"",
                "{}",
                "{\"token\":7}",
                "{\"token\":\"a.b\"}",
                "{\"token\":\"a.!.c\"}",
                "{\"token\":\"a.eyJ1aWQiOiJub25lIn0.c\"}",
                "{\"token\":\"a.W10.c\"}",
                "{\"created\":true} and more",
                "<html>Welcome</html>",
            })
    void anAnswerThatNamesNobodyIsNone(String body) {
        BROKEN.resetAll();
        BROKEN.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(body)));

        assertFailure(MALFORMED, () -> nakama(BROKEN.port(), "k", "h", "").authenticate(id, "x", soon()));
    }

    @Test
    void manyNestedBracketsAreRubbishAndNoOverflow() {
        BROKEN.resetAll();
        BROKEN.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"token\":" + "[".repeat(100_000))));

        assertFailure(MALFORMED, () -> nakama(BROKEN.port(), "k", "h", "").authenticate(id, "x", soon()));
    }

    @Test
    void whereNobodyListensThatIsSaid() {
        assertFailure(UNREACHABLE, () -> nakama(1, "k", "h", "").authenticate(id, "x", soon()));
    }

    @Test
    void noFailureTellsWhatWasSent() {
        BROKEN.resetAll();
        BROKEN.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(500).withBody("{\"message\":\"secret-key mina\"}")));

        assertThatThrownBy(() -> nakama(BROKEN.port(), "secret-key", "h", "").authenticate(id, "mina", soon()))
                .hasMessage("SERVER_ERROR")
                .hasNoCause();
    }

    @Test
    void theUidIsReadFromTheToken() throws NakamaFailure {
        var uid = UUID.randomUUID();
        var claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"tid\":\"t\",\"uid\":\"" + uid + "\",\"usn\":\"mina\"}").getBytes());
        BROKEN.resetAll();
        BROKEN.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"token\":\"h." + claims + ".s\"}")));

        var session = nakama(BROKEN.port(), "k", "h", "").authenticate(id, "mina", soon());

        assertThat(session).isEqualTo(new Nakama.Session(uid, "mina", "h." + claims + ".s"));
    }
}
