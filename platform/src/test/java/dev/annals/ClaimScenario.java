package dev.annals;

import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.OutsideChecker.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Many players claim a reward of which there is not enough, all at once and over HTTP, round after round; in each second
 * round a process is killed meanwhile. Whoever got no answer asks again. Then as many as there were must have been told yes,
 * all others that nothing is left, the log must say the same, and every table what a fold of the log says.
 */
final class ClaimScenario {

    /** What to play. */
    record Play(int rounds, int players, int stock, Store store, int processes, long seed, String jar) {

        static Play fromProperties() {
            return new Play(
                    Integer.getInteger("claims.rounds", 2),
                    Integer.getInteger("claims.players", 100),
                    Integer.getInteger("claims.stock", 10),
                    Store.valueOf(System.getProperty("claims.store", "h2").toUpperCase(java.util.Locale.ROOT)),
                    Integer.getInteger("claims.processes", 1),
                    Long.getLong("claims.seed", System.nanoTime() & 0xffffff),
                    System.getProperty("claims.jar", ""));
        }
    }

    private record Player(String id, String token) {}

    private record Round(int number, String campaign, String reward) {}

    private final Play play;
    private final Path folder;
    private final Random random;
    private final List<String> database;
    private final List<Integer> ports = new ArrayList<>();
    private final List<RunningProcess> running = new ArrayList<>();
    private final List<Player> players = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();
    private final Map<String, Integer> answered = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private int kills;

    ClaimScenario(Play play) {
        this.play = play;
        random = new Random(play.seed());
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/claims")).toAbsolutePath(), "c");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = play.store().freshDatabase(folder);
    }

    /** Plays it and says what is wrong, which should be nothing. */
    List<String> problems() {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < play.processes(); n++) {
                ports.add(RunningProcess.freePort());
                running.add(start(n));
                running.getLast().untilReady();
            }
            var operator = signedIn(House.ADMIN, House.ADMIN_PASSWORD);
            register(callers);
            for (var number = 1; number <= play.rounds() && problems.isEmpty(); number++)
                play(prepared(number, operator), operator, callers);
            running.forEach(RunningProcess::stop);
            if (problems.isEmpty()) expectTheFold();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.forEach(RunningProcess::close);
        }
        return problems;
    }

    private void register(ExecutorService callers) throws InterruptedException {
        var done = new CountDownLatch(play.players());
        var limit = new Semaphore(16);
        for (var n = 0; n < play.players(); n++) {
            var name = "player-" + n;
            callers.submit(() -> {
                limit.acquireUninterruptibly();
                try {
                    var body = Map.of("username", name, "password", People.PASSWORD);
                    running.getFirst().http().post("/api/v1/users", body);
                    var player = signedIn(name, People.PASSWORD);
                    synchronized (players) {
                        players.add(player);
                    }
                } finally {
                    limit.release();
                    done.countDown();
                }
            });
        }
        if (!done.await(20, TimeUnit.MINUTES)) throw new IllegalStateException("Players wait");
        if (players.size() != play.players()) throw new IllegalStateException("Not everybody could be registered");
    }

    private Player signedIn(String name, String password) {
        var answer = running.getFirst().http().post("/api/v1/sessions", Map.of("login", name, "password", password));
        if (answer.status() != 201) throw new IllegalStateException("No sign-in: " + answer);
        return new Player(answer.text("user_id"), answer.text("access_token"));
    }

    private Round prepared(int number, Player operator) {
        var http = http(0, operator);
        var reward = http.post("/api/v1/rewards", Map.of("title", "Round " + number, "stock", play.stock()))
                .text("reward_id");
        var now = Instant.now();
        var campaign = http.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "title", "Round " + number,
                                "starts_at", now.minus(Duration.ofDays(2)).toString(),
                                "ends_at", now.plus(Duration.ofDays(2)).toString(),
                                "zone", "UTC",
                                "condition", Map.of("kind", "login_days", "goal", 1)))
                .text("campaign_id");
        http.put("/api/v1/campaigns/" + campaign + "/rewards/" + reward, Map.of());
        var active = http.post("/api/v1/campaigns/" + campaign + "/activate", Map.of());
        if (active.status() != 200) throw new IllegalStateException("No campaign: " + active);
        return new Round(number, campaign, reward);
    }

    private void play(Round round, Player operator, ExecutorService callers) throws InterruptedException {
        var answers = new ConcurrentHashMap<String, Answer>();
        var began = System.nanoTime();
        var done = claims(round, players, answers, callers);
        var victim = round.number() % 2 == 0 ? random.nextInt(play.processes()) : -1;
        if (victim >= 0) {
            done.await(20L + random.nextInt(400), TimeUnit.MILLISECONDS);
            running.get(victim).kill();
            kills++;
        }
        if (!done.await(5, TimeUnit.MINUTES)) problems.add("Round " + round.number() + ": somebody waits");
        if (victim >= 0) {
            running.set(victim, start(victim));
            running.get(victim).untilReady();
        }
        millis.add((System.nanoTime() - began) / 1_000_000);
        var asked = answers.size();
        // Whoever got no answer asks again, with the same key; his connection may still be one to the process that is
        // gone.
        for (var tries = 0; tries < 5 && answers.size() < players.size(); tries++) {
            var unanswered = players.stream()
                    .filter(player -> !answers.containsKey(player.id()))
                    .toList();
            if (!claims(round, unanswered, answers, callers).await(5, TimeUnit.MINUTES))
                problems.add("Round " + round.number() + ": somebody waits for the second time");
        }
        answered.merge("no answer at first", players.size() - asked, Integer::sum);
        expect(round, operator, answers);
    }

    private CountDownLatch claims(
            Round round, List<Player> who, ConcurrentMap<String, Answer> answers, ExecutorService callers) {
        var done = new CountDownLatch(who.size());
        var body = Map.of("campaign_id", round.campaign(), "reward_id", round.reward());
        for (var n = 0; n < who.size(); n++) {
            var player = who.get(n);
            var process = n % play.processes();
            callers.submit(() -> {
                try {
                    answers.put(
                            player.id(),
                            http(process, player)
                                    .with("Idempotency-Key", "round-" + round.number())
                                    .post("/api/v1/claims", body));
                } catch (UncheckedIOException cut) {
                    // The process is gone.
                } finally {
                    done.countDown();
                }
            });
        }
        return done;
    }

    private void expect(Round round, Player operator, Map<String, Answer> answers) {
        var counts = new TreeMap<String, Integer>();
        var granted = new HashSet<String>();
        answers.forEach((player, answer) -> {
            counts.merge(answer.status() == 201 ? "201" : answer.status() + " " + answer.code(), 1, Integer::sum);
            if (answer.status() == 201) granted.add(player);
        });
        counts.forEach((what, count) -> answered.merge(what, count, Integer::sum));
        var expected = Map.of("201", play.stock(), "409 OUT_OF_STOCK", play.players() - play.stock());
        if (!counts.equals(expected)) problems.add("Round " + round.number() + ": " + counts);
        var ledger = ledger(round, operator);
        var movements = new HashMap<String, Integer>();
        for (var movement : ledger.path("movements").path("items"))
            movements.merge(movement.path("claim_id").asString(""), 1, Integer::sum);
        movements.remove("");
        var users = new HashSet<String>();
        movements.keySet().forEach(claim -> users.add(claim.split(":")[3]));
        if (ledger.path("claimed").asInt() != play.stock()
                || ledger.path("available").asInt() != 0
                || movements.values().stream().anyMatch(times -> times != 1)
                || !users.equals(granted))
            problems.add("Round " + round.number() + ": the ledger says " + ledger.path("claimed") + " claimed, "
                    + ledger.path("available") + " left, " + users.size() + " users; told yes " + granted.size());
    }

    /** As it is once everything has arrived there, or has not for too long. */
    private JsonNode ledger(Round round, Player operator) {
        var path = "/api/v1/rewards/" + round.reward() + "/ledger?limit=500";
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            http(0, operator).get(path).body().path("claimed").asInt() >= play.stock());
        } catch (ConditionTimeoutException late) {
            problems.add("Round " + round.number() + ": the ledger does not arrive");
        }
        return http(0, operator).get(path).body();
    }

    private void expectTheFold() {
        var settings = new ArrayList<>(database);
        settings.add("--annals.master-key-file=" + folder.resolve("master.key"));
        Seen seen = new OutsideChecker(settings).look(new History());
        // The processes are stopped: what a projection had not yet seen by then may be missing, and nothing else.
        seen.findings().differences().stream()
                .filter(difference -> !VerificationTest.READ_MODELS.contains(difference.table()))
                .forEach(difference -> problems.add("After all rounds: " + difference));
        seen.findings()
                .in(VerificationTest.READ_MODELS)
                .forEach(difference -> problems.add("After all rounds: " + difference));
    }

    private Http http(int process, Player player) {
        return running.get(process).http().bearer(player.token());
    }

    private RunningProcess start(int n) {
        var settings = new ArrayList<>(database);
        settings.addAll(List.of(
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-file=" + folder.resolve("master.key"),
                "--annals.master-key-create=true",
                "--annals.token.lifetime.canonical=12h",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        return RunningProcess.start(
                play.jar(), ports.get(n), folder.resolve("process-" + n + ".log"), "", List.of(), settings);
    }

    @Override
    public String toString() {
        var sorted = millis.stream().sorted().toList();
        return "%d rounds of %d claims on a stock of %d on %s with %d process(es), %d kills, seed %d: %s; a round took %s ms"
                .formatted(
                        millis.size(),
                        play.players(),
                        play.stock(),
                        play.store(),
                        play.processes(),
                        kills,
                        play.seed(),
                        answered,
                        sorted.isEmpty()
                                ? "-"
                                : sorted.getFirst() + " to " + sorted.getLast() + " (with the restarts)");
    }
}
