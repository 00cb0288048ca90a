package dev.annals.game.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
import static dev.annals.game.relay.NakamaFailure.Kind.BANNED;
import static dev.annals.game.relay.NakamaFailure.Kind.CUT_OFF;
import static dev.annals.game.relay.NakamaFailure.Kind.HTTP_KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.MALFORMED;
import static dev.annals.game.relay.NakamaFailure.Kind.MODULE_MISSING;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static dev.annals.game.relay.NakamaFailure.Kind.REDIRECTED;
import static dev.annals.game.relay.NakamaFailure.Kind.REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.SERVER_ERROR;
import static dev.annals.game.relay.NakamaFailure.Kind.TIMED_OUT;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_LARGE;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_MANY;
import static dev.annals.game.relay.NakamaFailure.Kind.UNREACHABLE;
import static dev.annals.game.relay.NakamaFailure.Kind.USERNAME_TAKEN;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.annals.game.relay.NakamaFailure.Kind;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import nakama.NakamaStub;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of the game server means, on a stub that answers as a real one was seen to, and on broken ones. */
class NakamaTest {

    private static final GameSettings PATIENCE = new GameSettings(
            ofMillis(800),
            ofSeconds(5),
            ofSeconds(3),
            ofMillis(50),
            ofMillis(50),
            ofSeconds(60),
            ofSeconds(1),
            2,
            8,
            Duration.ZERO);
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

    @Test
    void aNewUserGetsAnAccountOfHisNameAndASession() throws NakamaFailure {
        var session = nakama().authenticate(id, "mina " + id, soon());

        var account = STUB.accounts().of(id);
        assertThat(account).isNotNull();
        assertThat(account.username()).isEqualTo("mina " + id);
        assertThat(session.gameUserId()).isEqualTo(account.id());
        assertThat(session.username()).isEqualTo(account.username());
        assertThat(session.toString()).doesNotContain(session.token());
    }

    @Test
    void theNameTravelsInTheQueryAndTheVariablesInTheBody() throws NakamaFailure {
        nakama().authenticate(id, "ünï&c=d " + id, soon());

        assertThat(STUB.requests())
                .last()
                .asString()
                .startsWith(
                        "POST /v2/account/authenticate/custom?create=true&username=%C3%BCn%C3%AF%26c%3Dd%20" + id + " ")
                .endsWith("}")
                .contains("\"id\":\"" + id + "\"", "\"vars\":{\"annals_user_id\":\"" + id + "\"}")
                .doesNotContain("\"username\"", "\"create\"");
    }

    @Test
    void whoHasAnAccountKeepsItsName() throws NakamaFailure {
        var first = nakama().authenticate(id, "first-" + id, soon());
        var second = nakama().authenticate(id, "second-" + id, soon());

        assertThat(second.gameUserId()).isEqualTo(first.gameUserId());
        assertThat(second.username()).isEqualTo("first-" + id);
        assertThat(second.token()).isNotEqualTo(first.token());
    }

    @Test
    void nobodyIsMadeWhereNoneIsAskedFor() {
        assertFailure(NOT_FOUND, () -> nakama().authenticate(id, null, soon()));
        assertThat(STUB.accounts().of(id)).isNull();
    }

    @Test
    void aTakenNameABannedUserAndAnIdThatIsNoneAreToldApart() throws NakamaFailure {
        nakama().authenticate(id, "taken-" + id, soon());
        assertFailure(
                USERNAME_TAKEN, () -> nakama().authenticate(UUID.randomUUID().toString(), "taken-" + id, soon()));
        STUB.accounts().put(id, "taken-" + id, true);
        assertFailure(BANNED, () -> nakama().authenticate(id, null, soon()));
        assertFailure(REFUSED, () -> nakama().authenticate("short", null, soon()));
    }

    @Test
    void aTakenNameGetsASuffixThatIsAlwaysTheSame() throws NakamaFailure {
        var name = "hana-" + id;
        STUB.accounts().put("somebody-else", name, false);

        var session = new SigningIn(nakama()).signIn(UserId.of(id), name, soon());

        assertThat(session.username()).isEqualTo(name + "-" + id.substring(32));
        assertThat(GameNames.fits(session.username(), name, UserId.of(id))).isTrue();
    }

    @Test
    void whoeverSignsInAtTheSameTimeGetsTheSameAccount() throws Exception {
        STUB.accounts().makingTakes(20);
        var user = UserId.of(id);
        try (var callers = Executors.newFixedThreadPool(8)) {
            Callable<UUID> signIn = () ->
                    new SigningIn(nakama()).signIn(user, "race-" + id, soon()).gameUserId();
            var found = new HashSet<UUID>();
            for (var answer : callers.invokeAll(java.util.Collections.nCopies(3, signIn))) found.add(answer.get());
            assertThat(found).hasSize(1);
        } finally {
            STUB.accounts().makingTakes(2);
        }
    }

    @Test
    void aWrongKeyIsToldFromAWrongUser() {
        assertFailure(
                KEY_REFUSED,
                () -> nakama(STUB.port(), "wrong", STUB.httpKey(), "").authenticate(id, "x-" + id, soon()));
        assertFailure(
                HTTP_KEY_REFUSED,
                () -> nakama(STUB.port(), STUB.serverKey(), "wrong", "").act("annals_ban", UUID.randomUUID(), soon()));
        assertFailure(
                HTTP_KEY_REFUSED,
                () -> nakama(STUB.port(), STUB.serverKey(), "", "").act("annals_ban", UUID.randomUUID(), soon()));
        assertFailure(MODULE_MISSING, () -> nakama().act("annals_unknown", UUID.randomUUID(), soon()));
    }

    @Test
    void aModuleThatIsNotThereIsNotAskedAgainAtOnce() {
        var nakama = nakama(STUB.port(), STUB.serverKey(), "wrong", "");
        assertFailure(HTTP_KEY_REFUSED, () -> nakama.act("annals_ban", UUID.randomUUID(), soon()));
        var calls = STUB.calls();

        for (var time = 0; time < 20; time++)
            assertFailure(HTTP_KEY_REFUSED, () -> nakama.act("annals_ban", UUID.randomUUID(), soon()));

        assertThat(STUB.calls()).isEqualTo(calls);
        assertThat(nakama.moduleTrouble()).isEqualTo(HTTP_KEY_REFUSED);
    }

    @Test
    void theModuleBansUnbansRenamesListsAndDeletes() throws NakamaFailure {
        var nakama = nakama();
        var there = nakama.authenticate(id, "deeds-" + id, soon()).gameUserId();

        nakama.act("annals_ban", there, soon());
        assertThat(nakama.accounts(List.of(there, UUID.randomUUID()), soon()))
                .containsExactly(new Nakama.Account(there, id, "deeds-" + id, true));
        nakama.act("annals_unban", there, soon());
        nakama.rename(there, "renamed-" + id, soon());
        assertThat(nakama.accounts(List.of(there), soon()))
                .containsExactly(new Nakama.Account(there, id, "renamed-" + id, false));
        STUB.accounts().put("another-one", "hers-" + id, false);
        assertFailure(USERNAME_TAKEN, () -> nakama.rename(there, "hers-" + id, soon()));
        nakama.act("annals_delete", there, soon());
        nakama.act("annals_delete", there, soon());
        assertThat(nakama.accounts(List.of(there), soon())).isEmpty();
        assertFailure(NOT_FOUND, () -> nakama.rename(there, "nobody-" + id, soon()));
    }

    @Test
    void withASecretAUserIsNamedByATokenThatTheModuleChecks() throws NakamaFailure {
        var secret = "a secret that both of them know well enough";
        try (var proving = NakamaStub.start(0, "k", "h", secret)) {
            var session = nakama(proving.port(), "k", "h", secret).authenticate(id, "jwt-" + id, soon());

            var account = proving.accounts().of(id);
            assertThat(account).isNotNull();
            assertThat(account.username()).isEqualTo("jwt-" + id);
            assertThat(session.gameUserId()).isEqualTo(account.id());
            assertFailure(
                    KEY_REFUSED, () -> nakama(proving.port(), "k", "h", "").authenticate(id, "jwt-" + id, soon()));
            assertFailure(
                    KEY_REFUSED,
                    () -> nakama(proving.port(), "k", "h", "another secret").authenticate(id, "jwt-" + id, soon()));
        }
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

    private static Deadline soon() {
        return Deadline.in(ofSeconds(5));
    }

    private static Nakama nakama() {
        return nakama(STUB.port(), STUB.serverKey(), STUB.httpKey(), "");
    }

    private static Nakama nakama(int port, String serverKey, String httpKey, String jwtSecret) {
        var settings = new NakamaSettings("127.0.0.1", String.valueOf(port), serverKey, httpKey, false, jwtSecret);
        return new Nakama(
                new NakamaHttp(settings, PATIENCE),
                settings,
                new CustomId(settings.proofSecret(), Clock.systemUTC()),
                new ModuleTrouble(ofSeconds(60)));
    }

    private static void assertFailure(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NakamaFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
