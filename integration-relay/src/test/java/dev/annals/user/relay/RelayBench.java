package dev.annals.user.relay;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.store.TestStores;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How fast messages leave, from the log in PostgreSQL to the acknowledgement and the record of it, beside the same bytes
 * published by hand as fast as the client can: {@code ./bench relay}.
 */
class RelayBench {

    private static final int USERS = Integer.getInteger("bench.users", 10_000);
    private static final int CHANGES = 3;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int WINDOW = 1_000;

    private static final RelaySettings SETTINGS = new RelaySettings(
            Stream.NAME,
            Retention.LIMITS,
            Duration.ofDays(30),
            Duration.ofMinutes(2),
            1,
            "gofiber-auth",
            List.of(),
            10,
            1_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(6),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    @Test
    void howFastMessagesLeave() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/bench")).toAbsolutePath(), "relay");
        try (var nats = TestNats.started();
                var house = RelayHouse.withRealKeys(
                        TestStores.postgresUrl() + "&reWriteBatchedInserts=true",
                        folder,
                        (personalData, positions) -> new UserMessages(personalData, SETTINGS, positions))) {
            var users = new Users(house);
            for (var n = 0; n < USERS; n += 500) users.live(500, CHANGES);
            var messages = USERS * (1 + CHANGES);
            relay(house, nats, messages);
            var stored = Stream.of(nats);
            raw(nats, stored);
            var ratios = new double[ROUNDS];
            var rates = new double[ROUNDS];
            var raws = new double[ROUNDS];
            for (var round = 0; round < ROUNDS; round++) {
                raws[round] = messages / raw(nats, stored);
                rates[round] = messages / relay(house, nats, messages);
                ratios[round] = rates[round] / raws[round];
            }
            var bytes = stored.stream()
                    .mapToInt(message -> message.body().length())
                    .average()
                    .orElse(0);
            print("%d messages of %.0f bytes and headers, in batches of 1000", messages, bytes);
            print("by hand  %s/s", spread(raws, "%.0f"));
            print("relay    %s/s", spread(rates, "%.0f"));
            print("ratio    %s, aim at least 0.5", spread(ratios, "%.2f"));
        }
    }

    /** Seconds until everything has left, from a relay that has never run. */
    private static double relay(RelayHouse house, TestNats nats, int messages) throws Exception {
        deleteStream(nats);
        for (var table : List.of("relay_state", "relay_published")) house.jdbc().update("delete from " + table);
        System.gc();
        var started = System.nanoTime();
        var relay = house.relay(SETTINGS, nats);
        while (acknowledged(house) < messages) TimeUnit.MILLISECONDS.sleep(5);
        var seconds = (System.nanoTime() - started) / 1e9;
        relay.stop();
        return seconds;
    }

    private static long acknowledged(RelayHouse house) {
        return house.jdbc().queryForList("select acknowledged from relay_state", Long.class).stream()
                .findFirst()
                .orElse(0L);
    }

    private static double raw(TestNats nats, List<Stored> stored) throws Exception {
        deleteStream(nats);
        try (var connection = nats.connect()) {
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(Stream.NAME)
                            .subjects("user.events.*")
                            .duplicateWindow(Duration.ofMinutes(2))
                            .build());
            var jetStream = connection.jetStream();
            var bodies = stored.stream()
                    .map(message -> message.body().getBytes(StandardCharsets.UTF_8))
                    .toList();
            System.gc();
            var window = new Semaphore(WINDOW);
            var started = System.nanoTime();
            for (var n = 0; n < stored.size(); n++) {
                window.acquire();
                var headers = new Headers();
                stored.get(n).headers().forEach((name, value) -> {
                    if (!name.startsWith("Nats-Expected")) headers.put(name, value);
                });
                jetStream
                        .publishAsync(stored.get(n).subject(), headers, bodies.get(n))
                        .thenRun(window::release);
            }
            window.acquire(WINDOW);
            return (System.nanoTime() - started) / 1e9;
        }
    }

    private static void deleteStream(TestNats nats) throws Exception {
        try (var connection = nats.connect()) {
            var streams = connection.jetStreamManagement();
            if (streams.getStreamNames().contains(Stream.NAME)) streams.deleteStream(Stream.NAME);
        }
    }

    private static String spread(double[] values, String format) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var figures = new ArrayList<Object>(List.of(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]));
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", figures.toArray());
    }

    private static void print(String format, Object... values) {
        System.out.println("RELAY " + String.format(Locale.ROOT, format, values));
    }
}
