package dev.annals;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import nakama.NakamaStub;
import nakama.StubAccounts.Account;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The process that makes accounts at the game server is killed with {@code kill -9} after so many of its calls as chance
 * will have it, while another one registers and renames people: {@code ./soak game} for longer. The game server is a stub.
 */
@Timeout(7_200)
class GameKillTest {

    private static final int KILLS = Integer.getInteger("game.kills", 2);
    private static final int PEOPLE = 9;

    private final Map<String, String> names = new HashMap<>();
    private int renames;

    @Test
    void inTheEndEachHasOneAccountUnderHisNameAndWasLinkedOnce() throws Exception {
        var seed = Long.getLong("kill.seed", System.nanoTime() & 0xffffff);
        var random = new Random(seed);
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/kills")).toAbsolutePath(), "game");
        try (var nakama = NakamaStub.start()) {
            nakama.accounts().makingTakes(20);
            var settings = settings(folder, nakama);
            try (var api = start(folder, "api", settings)) {
                api.untilReady();
                for (var kill = 1; kill <= KILLS; kill++) {
                    var made = nakama.accounts().made();
                    // Each costs at least a call; all are there before anybody works on them.
                    var somebody = register(api.http());
                    try (var relay = start(folder, "relay", settings)) {
                        var until = made + PEOPLE / 3 + 1 + random.nextInt(PEOPLE - PEOPLE / 3);
                        await().atMost(ofMinutes(5))
                                .pollInterval(ofMillis(1))
                                .until(() -> nakama.accounts().made() >= until || isDone(settings));
                        rename(api.http(), somebody.getFirst());
                        relay.kill();
                    }
                    rename(api.http(), somebody.getLast());
                }
                try (var relay = start(folder, "relay", settings)) {
                    relay.untilReady();
                    await().atMost(ofMinutes(5)).until(() -> isDone(settings));
                }
                System.out.printf(
                        "GAME %d kills -9, seed %d: %d users, %d accounts made%n",
                        KILLS, seed, names.size(), nakama.accounts().made());
                expectOneEach(nakama, settings, seed);
            }
        }
    }

    private void expectOneEach(NakamaStub nakama, List<String> settings, long seed) {
        var there = new TreeMap<String, String>();
        for (Account account : nakama.accounts().all()) there.put(account.customId(), account.username());
        assertThat(there).as("the first ADMIN has one as well").hasSize(names.size() + 1);
        there.keySet().retainAll(names.keySet());
        var linked = new TreeMap<String, Long>();
        database(settings)
                .query(
                        "select aggregate_id, count(*) from domain_event where payload_type = 'game.account-linked'"
                                + " group by aggregate_id",
                        row -> {
                            linked.put(row.getString(1).substring("game-account:".length()), row.getLong(2));
                        });
        assertThat(there).as("names over there, seed %d", seed).isEqualTo(new TreeMap<>(names));
        assertThat(nakama.accounts().made()).as("accounts ever made").isEqualTo(names.size() + 1);
        assertThat(linked).hasSize(names.size() + 1).containsKeys(names.keySet().toArray(String[]::new));
        assertThat(linked.values()).as("linked once, seed %d", seed).containsOnly(1L);
    }

    /** Whoever knows nothing of games leaves the account to the relay; by the Key Service's route the sign-up makes it. */
    private List<String> register(Http api) {
        var somebody = new ArrayList<String>();
        for (var n = 0; n < PEOPLE; n++) {
            var name = People.freshName("killed");
            var route = n % 3 == 2 ? "/api/v1/auth/register" : "/api/v1/users";
            var answer = api.post(route, Map.of("username", name, "password", People.PASSWORD));
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            somebody.add(answer.text("user_id"));
            names.put(answer.text("user_id"), name);
        }
        return somebody;
    }

    private void rename(Http api, String userId) {
        var signIn = Map.of("login", String.valueOf(names.get(userId)), "password", People.PASSWORD);
        var token = api.post("/api/v1/sessions", signIn).text("access_token");
        var name = People.freshName("renamed");
        var answer = api.bearer(token).put("/api/v1/users/me/username", Map.of("username", name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        names.put(userId, name);
        renames++;
    }

    /** The relay has noted everybody and every new name, and nothing is to be done about anybody. */
    private boolean isDone(List<String> settings) {
        var noted = database(settings)
                .queryForMap("select count(due_at) as due, count(*) as users, coalesce(sum(version), 0) as changes"
                        + " from game_work");
        return number(noted.get("due")) == 0
                && number(noted.get("users")) == names.size() + 1
                && number(noted.get("changes")) >= names.size() + renames;
    }

    private static long number(@Nullable Object number) {
        return ((Number) Objects.requireNonNull(number)).longValue();
    }

    private static JdbcTemplate database(List<String> settings) {
        var url = settings.getFirst().substring("--DATABASE_URL=".length());
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }

    private static List<String> settings(Path folder, NakamaStub nakama) throws IOException {
        var settings = new ArrayList<>(Store.POSTGRESQL.freshDatabase(folder));
        settings.addAll(nakama.settings());
        settings.addAll(List.of(
                "--annals.master-key-file=" + folder.resolve("master.key"),
                "--annals.master-key-create=true",
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1",
                "--annals.game.settle=50ms",
                "--annals.game.poll=50ms",
                "--annals.game.call-timeout=500ms",
                "--annals.game.longest-pause=1s"));
        return settings;
    }

    private static RunningProcess start(Path folder, String role, List<String> settings) {
        var own = new ArrayList<>(settings);
        own.add("--annals.roles=" + role);
        return RunningProcess.start("", RunningProcess.freePort(), folder.resolve(role + ".log"), "", List.of(), own);
    }
}
