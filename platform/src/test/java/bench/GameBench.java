package bench;

import bench.Callers.Slice;
import dev.annals.foundation.outbound.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nakama.NakamaStub;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What a sign-in by the Key Service's routes costs while the game server is away: {@code ./bench game}. Two platforms are
 * there all the time and are asked in turns, so that whatever else the machine does is in both; one of them has no game
 * server. The other's is a stub, behind a proxy that breaks what it says. For each fault the first sign-ins after it has
 * begun are told of apart: one of them has to find out.
 */
class GameBench {

    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final Duration SLICE = Duration.ofMillis(Setting.of("BENCH_MILLIS", 3_000));
    private static final Duration FIRST = Duration.ofMillis(2_500);
    private static final int CALLERS = Setting.of("BENCH_CALLERS", 4);
    private static final int WARM = 3_000;
    private static final long WAITED_NANOS = Duration.ofMillis(500).toNanos();

    private enum State {
        ANSWERS("answers") {
            @Override
            void begin(FaultProxy proxy) {}
        },
        REFUSES("refuses connections") {
            @Override
            void begin(FaultProxy proxy) {
                proxy.refuses();
            }
        },
        SILENT("says nothing") {
            @Override
            void begin(FaultProxy proxy) {
                proxy.swallowAnswers();
            }
        },
        SLOW("answers after 2 s") {
            @Override
            void begin(FaultProxy proxy) {
                proxy.delayAnswers(2_000);
            }
        };

        private final String words;

        State(String words) {
            this.words = words;
        }

        abstract void begin(FaultProxy proxy);
    }

    /** @param first the sign-ins while it was found out */
    private record Round(Slice first, Slice with, Slice without) {

        double longer(double quantile) {
            return with.millis(quantile) - without.millis(quantile);
        }

        long waited() {
            return Arrays.stream(first.nanos())
                    .filter(nanos -> nanos > WAITED_NANOS)
                    .count();
        }
    }

    @Test
    void signInsWhileTheGameServerIsAway() throws Exception {
        try (var nakama = NakamaStub.start();
                var proxy = new FaultProxy(nakama.port());
                var ours = DurablePostgres.fresh();
                var other = DurablePostgres.fresh();
                var with = Jar.on(ours, Jar.folder(), settings(nakama, proxy));
                var without = Jar.on(other, Jar.folder());
                var here = new People(with);
                var there = new People(without)) {
            here.warmUp();
            there.warmUp();
            var rounds = new EnumMap<State, List<Round>>(State.class);
            for (var round = 0; round < ROUNDS; round++)
                for (var state : State.values())
                    rounds.computeIfAbsent(state, any -> new ArrayList<>())
                            .add(round(state, proxy, here, there, round % 2 == 0));
            rounds.forEach(GameBench::print);
            row(rounds);
        }
    }

    private static String[] settings(NakamaStub nakama, FaultProxy proxy) {
        return nakama.settings().stream()
                .map(setting -> setting.startsWith("--nakama.port") ? "--nakama.port=" + proxy.port() : setting)
                .toArray(String[]::new);
    }

    private static Round round(State state, FaultProxy proxy, People here, People there, boolean isHereFirst)
            throws InterruptedException {
        state.begin(proxy);
        var first = here.signIn(FIRST);
        var one = (isHereFirst ? here : there).signIn(SLICE);
        var two = (isHereFirst ? there : here).signIn(SLICE);
        proxy.cut();
        proxy.listens();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(here::isUp);
        return new Round(first, isHereFirst ? one : two, isHereFirst ? two : one);
    }

    private static void print(State state, List<Round> rounds) {
        print(
                "%-19s p50 %.1f p99 %.1f ms, without a game server %.1f and %.1f; longer: p50 %s ms, p99 %s ms | while it"
                        + " was found out %d of %d waited more than 0.5 s, at most %.2f s",
                state.words,
                Figures.of(rounds, round -> round.with().millis(0.5)).median(),
                Figures.of(rounds, round -> round.with().millis(0.99)).median(),
                Figures.of(rounds, round -> round.without().millis(0.5)).median(),
                Figures.of(rounds, round -> round.without().millis(0.99)).median(),
                Figures.of(rounds, round -> round.longer(0.5)).spread("%.1f"),
                Figures.of(rounds, round -> round.longer(0.99)).spread("%.1f"),
                rounds.stream().mapToLong(Round::waited).sum(),
                rounds.stream().mapToLong(round -> round.first().nanos().length).sum(),
                Figures.of(rounds, round -> round.first().millis(1)).highest() / 1_000);
    }

    /** For the README. */
    private static void row(Map<State, List<Round>> rounds) {
        var away = rounds.entrySet().stream()
                .filter(entry -> entry.getKey() != State.ANSWERS)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        print(
                "| a sign-in while the game server is away, beside none | p50 %s ms, p99 %s ms longer, aim 5 | `./bench"
                        + " game` |",
                Figures.of(away, round -> round.longer(0.5)).spread("%.1f"),
                Figures.of(away, round -> round.longer(0.99)).spread("%.1f"));
    }

    /** Who signs in at one of the two. */
    private static final class People implements AutoCloseable {

        private static final int NUMBER = 100;
        private static final String PASSWORD = "kept in the annals";

        private final Client client;
        private final Callers callers = new Callers(CALLERS, () -> new Cpu(0, 0, 0));
        private final List<String> credentials = new ArrayList<>();

        People(Jar jar) throws Exception {
            client = Client.of(jar.address());
            for (var number = 0; number < NUMBER; number++) {
                var name = "bench-" + UUID.randomUUID().toString().substring(0, 18);
                credentials.add("{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
                client.post("/api/v1/auth/register", credentials.getLast());
            }
        }

        /** A start is expensive and is measured elsewhere: here the code has been compiled. */
        void warmUp() throws InterruptedException {
            var done = 0;
            for (var slice = 0; slice < 15 && done < WARM; slice++)
                done += signIn(SLICE).nanos().length;
        }

        Slice signIn(Duration time) throws InterruptedException {
            return callers.during(
                    time,
                    (caller, number) -> client.post("/api/v1/auth/login", credentials.get((int)
                            ((number * CALLERS + caller) % credentials.size()))));
        }

        boolean isUp() throws Exception {
            return Client.read(client.get("/actuator/health"))
                    .path("status")
                    .asString()
                    .equals("UP");
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static void print(String format, Object... values) {
        System.out.println("GAME " + String.format(Locale.ROOT, format, values));
    }
}
