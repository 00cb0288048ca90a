package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever sends is killed between commit, publication and acknowledgement: each event that must leave is in the stream
 * once, in its order. {@code ./soak relay} kills real processes for as long as one likes.
 */
@Timeout(14_400)
class RelayKillTest {

    private static final String DURABLE = "social-backend-consumer";
    private static final int INJECTED = 20;
    private static final int KILLS = Integer.getInteger("relay.kills", 2);
    private static final String RETENTIONS =
            System.getProperty("relay.retention", "limits workqueue").toUpperCase(Locale.ROOT);

    private static final String LEAVING = "select event_id from domain_event where payload_type in ('user.registered',"
            + " 'user.profile-changed', 'user.username-changed', 'user.email-changed', 'user.deleted')"
            + " order by global_index";

    /** NATS forgets ids after 100 ms: only the record keeps anything from being told twice. */
    @ParameterizedTest
    @EnumSource(Retention.class)
    void aRelayThatDiesAnywhereLosesNothingAndTellsNothingTwice(Retention retention) {
        var settings = RelayHouse.settings(retention, Duration.ofMillis(100), DURABLE);
        try (var nats = TestNats.started();
                var house = RelayHouse.on(
                        TestStores.h2Url(),
                        (personalData, positions) -> new UserMessages(personalData, settings, positions))) {
            var users = new Users(house);
            var consumed = new ArrayList<String>();
            for (var round = 0; round < INJECTED; round++) {
                users.live(7, 2);
                var dying = house.dyingRelay(settings, nats, round);
                var someone = users.register();
                while (!dying.isDead()) someone.changesProfile();
                if (round % 4 == 3 && retention == Retention.WORKQUEUE)
                    consumed.addAll(Stream.consume(nats, DURABLE, 10));
            }
            house.relay(settings, nats);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> house.jdbc().queryForObject("select acknowledged from relay_state", Long.class)
                            == users.leaving().size());
            Stream.of(nats).forEach(message -> consumed.add(message.id()));
            assertThat(consumed).isEqualTo(users.leaving());
        }
    }

    @ParameterizedTest
    @EnumSource(Retention.class)
    void aKilledProcessLosesNothingAndTellsNothingTwice(Retention retention) throws Exception {
        if (!RETENTIONS.contains(retention.name())) return;
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/kills")).toAbsolutePath(), "relay");
        var url = TestStores.h2FileUrl(folder);
        var seed = Long.getLong("kill.seed", System.nanoTime() & 0xffffff);
        var random = new Random(seed);
        var settings = RelayHouse.settings(retention, Duration.ofMillis(100), DURABLE);
        try (var nats = TestNats.started()) {
            for (var kill = 1; kill <= KILLS; kill++) {
                killed(url, folder, nats, retention, random.nextInt(1_500));
                if (kill % 50 == 0) System.out.printf("RELAY %d kills -9, retention %s%n", kill, retention);
            }
            try (var house = RelayHouse.withRealKeys(
                    url, folder, (personalData, positions) -> new UserMessages(personalData, settings, positions))) {
                house.relay(settings, nats);
                var leaving = house.jdbc().queryForList(LEAVING, String.class);
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> house.jdbc().queryForObject("select acknowledged from relay_state", Long.class)
                                >= leaving.size());
                var stored = Stream.of(nats);
                System.out.printf(
                        "RELAY %d kills -9, retention %s, seed %d: %d events must leave, %d are in the stream%n",
                        KILLS, retention, seed, leaving.size(), stored.size());
                assertThat(stored).as("seed %d", seed).extracting(Stored::id).isEqualTo(leaving);
                expectOrderAndFields(stored);
            }
        }
    }

    private static void expectOrderAndFields(List<Stored> stored) {
        var versions = new HashMap<String, Long>();
        for (var message : stored) {
            var fields = JsonMapper.shared().readTree(message.body());
            assertThat(fields.propertyNames())
                    .containsExactly("id", "email", "username", "action", "request_id", "timestamp", "service_name");
            var version = Long.parseLong(message.headers().get("Annals-User-Version"));
            assertThat(version).isEqualTo(versions.merge(fields.get("id").asString(), 1L, Long::sum));
        }
    }

    /** Starts a process that lets users live and tells of them, and kills it so long after it has begun. */
    private static void killed(String url, Path folder, TestNats nats, Retention retention, int millis)
            throws IOException, InterruptedException {
        var process = started(url, folder, nats, retention);
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static Process started(String url, Path folder, TestNats nats, Retention retention) throws IOException {
        var started = folder.resolve("started");
        Files.deleteIfExists(started);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableRelay.class.getName(),
                        url,
                        folder.toString(),
                        nats.url(),
                        started.toString(),
                        retention.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("process.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    if (!process.isAlive())
                        throw new IllegalStateException(Files.readString(folder.resolve("process.log")));
                    return Files.exists(started);
                });
        return process;
    }
}
