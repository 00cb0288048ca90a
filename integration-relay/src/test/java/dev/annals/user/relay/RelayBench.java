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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How fast messages leave, from the log in PostgreSQL to the acknowledgement and the record of it, beside the same bytes
 * published by hand as fast as the client can: {@code ./bench relay}.
 */
class RelayBench {

    private static final int USERS = Integer.getInteger("bench.users", 10_000);
    private static final int CHANGES = 3;
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("BENCH_ROUNDS", "5"));
    private static final int WINDOW = 2_000;

    private static final RelaySettings SETTINGS = new RelaySettings(
            Stream.NAME,
            Retention.LIMITS,
            Duration.ofDays(30),
            Duration.ofMinutes(2),
            1,
            "gofiber-auth",
            List.of(),
            10,
            2_000,
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
            // Until the compiler has seen enough of both.
            for (var round = 0; round < 3; round++) {
                raw(nats, stored);
                relay(house, nats, messages);
            }
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
            print("%d messages of %.0f bytes and headers, in batches of 2000", messages, bytes);
            print("by hand  %s/s", spread(raws, "%.0f"));
            print("relay    %s/s", spread(rates, "%.0f"));
            print("ratio    %s, aim at least 0.5", spread(ratios, "%.2f"));
        }
    }

    /** What those who append notice of a NATS that is away, and how fast it gets what has waited. */
    @Test
    void whatCommandsNotice() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/bench")).toAbsolutePath(), "relay");
        try (var nats = TestNats.started();
                var house = RelayHouse.withRealKeys(
                        TestStores.postgresUrl() + "&reWriteBatchedInserts=true",
                        folder,
                        (personalData, positions) -> new UserMessages(personalData, SETTINGS, positions))) {
            house.relay(SETTINGS, nats);
            append(house);
            append(house);
            var up = new double[ROUNDS];
            var stopped = new double[ROUNDS];
            var down = new double[ROUNDS];
            var drained = new double[ROUNDS];
            for (var round = 0; round < ROUNDS; round++) {
                drain(house);
                up[round] = append(house).p99();
                nats.pause();
                stopped[round] = append(house).p99();
                nats.resume();
                drain(house);
                nats.kill();
                var slice = append(house);
                down[round] = slice.p99();
                var users = new Users(house);
                for (var n = 0; n < BACKLOG / 500; n++) users.live(500, 0);
                nats.start();
                drained[round] = drainRate(house) / (slice.count() / SECONDS);
            }
            for (var round = 0; round < ROUNDS; round++) {
                stopped[round] /= up[round];
                down[round] /= up[round];
            }
            print("append p99 with NATS up %s ms", spread(up, "%.1f"));
            print(
                    "append p99 with NATS stopped %s, down %s times as long, aim at most 1.2",
                    spread(stopped, "%.2f"), spread(down, "%.2f"));
            print("drained at %s times the rate at which it came, aim at least 5", spread(drained, "%.1f"));
        }
    }

    private static final double SECONDS = 2;
    private static final int CALLERS = 4;
    private static final int BACKLOG = 5_000;

    private record Slice(int count, double p99) {}

    /** As many as four callers manage, one user at a time, not much faster than people do: the log is not to be the bottleneck. */
    private static Slice append(RelayHouse house) throws Exception {
        var end = System.nanoTime() + (long) (SECONDS * 1e9);
        var times = new ConcurrentLinkedQueue<Long>();
        var callers = new ArrayList<Thread>();
        for (var n = 0; n < CALLERS; n++)
            callers.add(Thread.ofPlatform().start(() -> {
                var users = new Users(house);
                while (System.nanoTime() < end) {
                    var started = System.nanoTime();
                    users.live(1, 0);
                    times.add(System.nanoTime() - started);
                    LockSupport.parkNanos(4_000_000);
                }
            }));
        for (var caller : callers) caller.join();
        var sorted = times.stream().sorted().toList();
        return new Slice(sorted.size(), sorted.get((int) (sorted.size() * 0.99)) / 1e6);
    }

    /** Messages per second, from the first that leaves again to the last. */
    private static double drainRate(RelayHouse house) throws Exception {
        var before = acknowledged(house);
        while (acknowledged(house) == before) TimeUnit.MILLISECONDS.sleep(1);
        var first = acknowledged(house);
        var started = System.nanoTime();
        drain(house);
        return (acknowledged(house) - first) / ((System.nanoTime() - started) / 1e9);
    }

    private static void drain(RelayHouse house) throws Exception {
        var messages = house.jdbc().queryForObject("select count(*) from domain_event", Long.class);
        while (acknowledged(house) < messages) TimeUnit.MILLISECONDS.sleep(5);
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
                // Those of the relay's fence too: in a stream made anew they fit again.
                stored.get(n).headers().forEach((name, value) -> headers.put(name, value));
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
