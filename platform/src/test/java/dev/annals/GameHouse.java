package dev.annals;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.annals.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nakama.NakamaStub;
import nakama.StubAccounts.Account;
import org.jspecify.annotations.Nullable;

/** A house with a game server beside it, which is a stub: no real Nakama runs here. What is between them can be broken. */
final class GameHouse implements AutoCloseable {

    final NakamaStub nakama = NakamaStub.start();
    private final WireMockServer between =
            new WireMockServer(options().dynamicPort().containerThreads(60));
    private final House house;

    GameHouse(Store store, String... more) {
        between.start();
        between.stubFor(
                any(anyUrl()).atPriority(10).willReturn(aResponse().proxiedFrom("http://127.0.0.1:" + nakama.port())));
        var settings = new ArrayList<>(nakama.settings());
        settings.removeIf(setting -> setting.startsWith("--nakama.port"));
        settings.addAll(List.of(
                "--nakama.port=" + between.port(),
                // Longer than at home: on a busy machine nothing but what a test breaks shall be late.
                "--annals.game.wait=3s",
                "--annals.game.settle=300ms",
                "--annals.game.poll=50ms",
                "--annals.game.probe=100ms",
                "--annals.game.probe-refused=300ms",
                "--annals.game.longest-pause=1s",
                "--annals.game.call-timeout=1500ms",
                "--annals.erasure.retry=200ms"));
        settings.removeIf(setting -> List.of(more).stream()
                .anyMatch(other -> other.startsWith(setting.substring(0, setting.indexOf('=') + 1))));
        settings.addAll(List.of(more));
        house = House.fresh(store, settings.toArray(String[]::new));
    }

    House house() {
        return house;
    }

    /** From now on whoever asks the game server gets this. */
    void breaks(ResponseDefinitionBuilder answer) {
        between.stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
    }

    /** From now on everything is well again; waits until the platform has noticed. */
    void heals() {
        between.getStubMappings().stream()
                .filter(mapping -> Integer.valueOf(1).equals(mapping.getPriority()))
                .toList()
                .forEach(between::removeStub);
        nakama.losesAnswers(false);
        await().atMost(ofSeconds(20)).until(() -> health().equals("UP"));
    }

    String health() {
        return house.http().get("/actuator/health").text("status");
    }

    boolean isReady() {
        return house.http().get("/actuator/health/readiness").status() == 200;
    }

    Answer register(String name) {
        var answer = house.http().post("/api/v1/auth/register", Map.of("username", name, "password", People.PASSWORD));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }

    Answer login(String name) {
        var answer = house.http().post("/api/v1/auth/login", Map.of("username", name, "password", People.PASSWORD));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    @Nullable
    Account accountOf(String userId) {
        return nakama.accounts().of(userId);
    }

    @Override
    public void close() {
        house.close();
        between.stop();
        nakama.close();
    }
}
