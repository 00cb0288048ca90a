package dev.annals.user.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.SyncSettings;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other way out: one POST per message. */
class HttpSyncTest {

    private static final String SECRET = "kept between the two of us";

    private final WireMockServer backend =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    private final Users users = new Users(house);

    @BeforeEach
    void open() {
        backend.start();
        backend.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
    }

    @AfterEach
    void close() {
        house.close();
        backend.stop();
    }

    private SyncSettings to(String path) {
        return new SyncSettings(backend.baseUrl() + path, SECRET, true, Duration.ofSeconds(3), Duration.ofMillis(300));
    }

    @Test
    void eachMessageIsPostedInItsOrderAndSigned() throws Exception {
        house.relay(to("/api/sync/users"));

        var hana = users.register("hana").renamed();
        users.register("kenji");

        acknowledged(3);
        var first = posts().getFirst().getRequest();
        assertThat(first.getUrl()).isEqualTo("/api/sync/users");
        assertThat(first.getBodyAsString())
                .isEqualTo("{\"id\":\"" + hana.id + "\",\"email\":\"hana@example.org\",\"username\":\"hana\","
                        + "\"action\":\"created\",\"request_id\":\"" + Users.REQUEST + "\","
                        + "\"timestamp\":\"2026-03-29T12:00:00.123456Z\",\"service_name\":\"gofiber-auth\"}");
        assertThat(first.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(first.getHeader("Annals-User-Version")).isEqualTo("1");
        var signature = first.getHeader("Annals-Signature").split("[=,]");
        var seconds = signature[1];
        assertThat(Instant.ofEpochSecond(Long.parseLong(seconds)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(signature[3]).isEqualTo(hmac(seconds + "." + first.getBodyAsString()));
    }

    enum Trouble {
        SERVER_ERROR {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(500);
            }
        },
        REFUSED {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(422).withBody("{\"error\":\"never\"}");
            }
        },
        REDIRECT {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(307).withHeader("Location", "/elsewhere");
            }
        },
        RESET {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            }
        },
        RUBBISH {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            }
        },
        MALFORMED_IN_THE_MIDDLE {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK);
            }
        },
        SILENT {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(204).withFixedDelay(5_000);
            }
        },
        SLOW_DRIP {
            @Override
            ResponseDefinitionBuilder answer() {
                return aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(50, 20_000);
            }
        };

        abstract ResponseDefinitionBuilder answer();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whateverIsNoYesIsTriedAgainAndNothingOvertakesIt(Trouble trouble) {
        first(trouble.answer(), 2);
        var relay = house.relay(to("/sync"));

        users.register(3);

        acknowledged(5);
        assertThat(keys()).isEqualTo(List.of(id(0), id(0), id(0), id(1), id(2)));
        assertThat(posts())
                .allSatisfy(post -> assertThat(post.getRequest().getUrl()).isEqualTo("/sync"));
        assertThat(relay.retries()).isEqualTo(2);
    }

    @Test
    void whoAsksToBeLeftAloneIsLeftAloneForSoLong() {
        first(aResponse().withStatus(429).withHeader("Retry-After", "2"), 1);
        house.relay(to("/sync"));

        users.register();

        acknowledged(2);
        var times = posts().stream()
                .map(post -> post.getRequest().getLoggedDate().toInstant())
                .toList();
        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aTargetInAPrivateNetworkIsRefusedUnlessItIsAllowed() {
        var relay = house.relay(
                new SyncSettings(backend.baseUrl(), SECRET, false, Duration.ofSeconds(1), Duration.ofMillis(300)));
        users.register();

        await().until(() -> relay.status().startsWith("NEEDS_ATTENTION"));
        assertThat(relay.status()).contains("private network").doesNotContain(backend.baseUrl());
        assertThat(backend.getAllServeEvents()).isEmpty();
    }

    @Test
    void withoutASecretNothingIsSigned() {
        house.relay(new SyncSettings(backend.baseUrl(), null, true, Duration.ofSeconds(3), Duration.ofMillis(300)));
        users.register();

        acknowledged(1);
        assertThat(posts().getFirst().getRequest().getHeader("Annals-Signature"))
                .isNull();
    }

    @Test
    void switchingFromOneWayToTheOtherAndBackLosesNothingAndTellsNothingTwice() {
        try (var nats = TestNats.started()) {
            var first = house.relay(RelayHouse.SETTINGS, nats);
            users.register(3);
            await().until(() -> Stream.of(nats).size() == 3);
            first.stop();

            users.register(3);
            var second = house.relay(to("/sync"));
            acknowledged(3);
            second.stop();

            users.register(3);
            house.relay(RelayHouse.SETTINGS, nats);
            await().until(() -> Stream.of(nats).size() == 6);
            users.register();
            await().until(() -> Stream.of(nats).size() == 7);

            assertThat(keys()).isEqualTo(users.leaving().subList(3, 6));
            var told = new ArrayList<>(users.leaving().subList(0, 3));
            told.addAll(users.leaving().subList(6, 10));
            assertThat(Stream.of(nats)).extracting(Stored::id).isEqualTo(told);
        }
    }

    private String id(int n) {
        return users.leaving().get(n);
    }

    /** The first so many posts get that answer. */
    private void first(ResponseDefinitionBuilder answer, int times) {
        var state = Scenario.STARTED;
        for (var n = 1; n <= times; n++) {
            backend.stubFor(any(anyUrl())
                    .inScenario("trouble")
                    .whenScenarioStateIs(state)
                    .willReturn(answer)
                    .willSetStateTo("after " + n));
            state = "after " + n;
        }
    }

    private void acknowledged(int posts) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(posts()).hasSize(posts);
            assertThat(house.meters(house.last(), "http")
                            .get("annals.relay.lag.events")
                            .gauge()
                            .value())
                    .isZero();
        });
    }

    /** In the order they came in. */
    private List<ServeEvent> posts() {
        var events = new ArrayList<>(backend.getAllServeEvents());
        events.sort(Comparator.comparing(event -> event.getRequest().getLoggedDate()));
        return events;
    }

    private List<String> keys() {
        return posts().stream()
                .map(post -> post.getRequest().getHeader("Idempotency-Key"))
                .toList();
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
