package dev.annals;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.annals.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import nakama.NakamaStub;
import nakama.StubAccounts.Account;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Everything that can be wrong with a game server, while people sign up and in. The game server is a stub, with a proxy
 * before it that breaks its answers.
 *
 * <p>Red: a call without a deadline on the body; a client that followed redirects; no second try after a lost race.
 */
class GameFaultsTest {

    private static final int PEOPLE = 8;

    /** Far more than a wait of 800 ms: what counts is that nobody waits for 30 s. */
    private static final Duration BOUND = ofSeconds(8);

    private static Map<String, @Nullable ResponseDefinitionBuilder> faults(int elsewhere) {
        var faults = new LinkedHashMap<String, @Nullable ResponseDefinitionBuilder>();
        faults.put("reset", aResponse().withFault(CONNECTION_RESET_BY_PEER));
        faults.put("cut off in the middle", aResponse().withFault(MALFORMED_RESPONSE_CHUNK));
        faults.put("500", aResponse().withStatus(500).withBody("{\"code\":13,\"message\":\"Oops\"}"));
        faults.put("429", aResponse().withStatus(429).withHeader("Retry-After", "1"));
        faults.put("malformed", aResponse().withBody("{\"token\":"));
        faults.put(
                "redirect",
                aResponse().withStatus(307).withHeader("Location", "http://127.0.0.1:" + elsewhere + "/elsewhere"));
        faults.put("hang", aResponse().withFixedDelay(30_000));
        faults.put(
                "drip",
                aResponse().withBody("{\"token\":\"" + "x".repeat(500) + "\"}").withChunkedDribbleDelay(300, 30_000));
        // It does what it is asked, and nobody hears of it.
        faults.put("answer lost", null);
        faults.put(
                "wrong content",
                aResponse().withHeader("Content-Type", "text/html").withBody("<html>Login</html>"));
        return faults;
    }

    @Test
    void whateverIsWrongOverThereEverybodySignsInAndHasOneAccountInTheEnd() throws Exception {
        var everybody = new TreeMap<String, String>();
        var slowest = Duration.ZERO;
        var signIns = 0;
        try (var house = new GameHouse(Store.H2, "--annals.game.wait=800ms");
                var elsewhere = NakamaStub.start();
                var callers = Executors.newFixedThreadPool(PEOPLE)) {
            for (var fault : faults(elsewhere.port()).entrySet()) {
                house.heals();
                if (fault.getValue() == null) house.nakama.losesAnswers(true);
                else house.breaks(fault.getValue());
                var names = new ArrayList<String>();
                for (var number = 0; number < PEOPLE; number++) names.add(People.freshName("fault"));
                for (var step : List.<Function<String, Answer>>of(house::register, house::login)) {
                    var started = System.nanoTime();
                    var answers = callers.invokeAll(names.stream()
                            .map(name -> (Callable<Answer>) () -> step.apply(name))
                            .toList());
                    for (var at = 0; at < PEOPLE; at++) {
                        var answer = answers.get(at).get();
                        signIns++;
                        assertThat(answer.status())
                                .as("%s: %s", fault.getKey(), answer)
                                .isLessThan(300);
                        assertThat(answer.body().get("nakama_session").isNull())
                                .as("%s: %s", fault.getKey(), answer)
                                .isTrue();
                        if (answer.status() == 201) everybody.put(answer.text("user_id"), names.get(at));
                    }
                    var took = Duration.ofNanos(System.nanoTime() - started);
                    if (took.compareTo(slowest) > 0) slowest = took;
                    assertThat(took).as(fault.getKey()).isLessThan(BOUND);
                }
            }
            assertThat(signIns).as("half of them right after registering").isEqualTo(160);
            house.heals();

            await().atMost(ofSeconds(60))
                    .until(() -> everybody.keySet().stream().allMatch(id -> house.accountOf(id) != null));
            assertThat(everybody).allSatisfy((id, name) -> {
                assertThat(house.accountOf(id)).extracting(Account::username).isEqualTo(name);
                await().atMost(ofSeconds(30))
                        .until(() -> house.login(name)
                                .text("nakama_user_id")
                                .equals(String.valueOf(house.accountOf(id).id())));
            });
            assertThat(house.nakama.accounts().all())
                    .extracting(Account::customId)
                    .containsAll(everybody.keySet())
                    .doesNotHaveDuplicates();
            assertThat(house.nakama.accounts().made())
                    .as("nobody was made twice")
                    .isEqualTo(house.nakama.accounts().all().size());
            assertThat(elsewhere.calls()).as("nobody was sent elsewhere").isZero();
            System.out.println(
                    "80 registrations and 80 sign-ins through " + faults(0).size() + " kinds of fault; slowest step of "
                            + PEOPLE + ": " + slowest.toMillis() + " ms");
        }
    }

    @Test
    void aWrongKeyStopsTheHammeringAndIsSaidOnce() throws Exception {
        try (var house = new GameHouse(Store.H2, "--nakama.server-key=wrong", "--annals.game.probe-refused=60s")) {
            var name = People.freshName("key");
            assertThat(house.register(name).body().get("nakama_session").isNull())
                    .isTrue();
            await().atMost(ofSeconds(20)).until(() -> house.health().equals("DEGRADED"));
            var calls = house.nakama.calls();

            for (var time = 0; time < 10; time++)
                assertThat(house.login(name).body().get("nakama_session").isNull())
                        .isTrue();

            assertThat(house.nakama.calls()).isEqualTo(calls);
            assertThat(house.isReady()).isTrue();
            var log = Files.readString(Path.of(house.house().folder().toString(), "annals.log"));
            assertThat(log.lines().filter(line -> line.contains("refuses our key (sign-in)")))
                    .hasSize(1);
            assertThat(log).doesNotContain("nakama.server-key");
            assertThat(house.house().http().get("/metrics").raw().body())
                    .contains("annals_nakama_key_refused{caller=\"sign-in\"} 1.0");
        }
    }

    @Test
    void whereTheModuleIsMissingPeopleStillGetSessionsAndTheRestWaits() {
        try (var house = new GameHouse(Store.H2, "--nakama.http-key=")) {
            var name = People.freshName("module");
            var registered = house.register(name);
            assertThat(registered.text("nakama_session")).isNotEmpty();

            var admin = new People(house.house()).admin().http();
            admin.post("/api/v1/users/" + registered.text("user_id") + "/block", Map.of("reason", "A test"));
            await().atMost(ofSeconds(20)).until(() -> house.health().equals("DEGRADED"));

            assertThat(house.isReady()).isTrue();
            assertThat(house.accountOf(registered.text("user_id")).banned()).isFalse();
            assertThat(house.register(People.freshName("module")).text("nakama_session"))
                    .isNotEmpty();
        }
    }
}
