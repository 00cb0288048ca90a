package dev.annals;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.verification.Verification;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import nakama.StubAccounts.Account;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens here happens at the game server as well: at once where it answers, later where it does not. */
@ParameterizedClass
@EnumSource(Store.class)
@SuppressWarnings("NullAway.Init")
class GameTest {

    private static final Map<Store, GameHouse> HOUSES = new EnumMap<>(Store.class);
    private static GameHouse HOUSE;
    private static final String TOKEN = "[\\w-]+\\.[\\w-]+\\.[\\w-]+";

    @Parameter
    private Store store;

    private People people;

    @BeforeEach
    void enter() {
        HOUSE = HOUSES.computeIfAbsent(store, GameHouse::new);
        people = new People(HOUSE.house());
    }

    @AfterAll
    static void close() {
        HOUSES.values().forEach(GameHouse::close);
        HOUSES.clear();
    }

    @Test
    void aRegistrationAndASignInAnswerWithTheGameAccountAndASession() {
        var name = People.freshName("game");
        var registered = HOUSE.register(name);

        var account = account(registered.text("user_id"));
        assertThat(account.username()).isEqualTo(name);
        assertThat(registered.text("nakama_user_id")).isEqualTo(account.id().toString());
        assertThat(registered.text("nakama_session")).matches(TOKEN);
        var signedIn = HOUSE.login(name);
        assertThat(signedIn.text("nakama_user_id")).isEqualTo(account.id().toString());
        assertThat(signedIn.text("nakama_session")).matches(TOKEN).isNotEqualTo(registered.text("nakama_session"));
    }

    @Test
    void whoRegistersByAnotherRouteIsLinkedSoonAfterwards() {
        var person = people.somebody();

        await().atMost(ofSeconds(20)).until(() -> linked(person.id()) == 1);
        assertThat(account(person.id()).username()).isEqualTo(person.username());
    }

    @Test
    void aSessionIsStoredNowhere() {
        var name = People.freshName("secret");
        HOUSE.register(name);
        var token = HOUSE.login(name).text("nakama_session");
        var signature = token.substring(token.lastIndexOf('.') + 1);

        assertThat(Traces.of(
                        List.of(signature, HOUSE.nakama.serverKey(), HOUSE.nakama.httpKey()),
                        HOUSE.house().part(DataSource.class),
                        HOUSE.house().folder()))
                .isEmpty();
    }

    @Test
    void aNewNameIsTheNameOverThereAndATakenOneGetsASuffix() {
        var person = people.somebody();
        var taken = People.freshName("taken");
        HOUSE.nakama.accounts().put("somebody-" + taken, taken, false);
        var name = People.freshName("renamed");

        rename(person, name);
        await().atMost(ofSeconds(20)).until(() -> nameOf(person.id()).equals(name));
        rename(person, taken);
        await().atMost(ofSeconds(20)).until(() -> nameOf(person.id()).startsWith(taken + "-"));

        assertThat(nameOf(person.id())).isEqualTo(taken + "-" + person.id().substring(32));
        HOUSE.nakama.accounts().remove("somebody-" + taken);
    }

    @Test
    void aBlockBansAndARestoreLiftsIt() {
        var person = people.somebody();
        var admin = people.admin().http();

        admin.post("/api/v1/users/" + person.id() + "/block", Map.of("reason", "Too loud"));
        admin.post("/api/v1/users/" + person.id() + "/restore", Map.of("reason", "Quiet again"));
        admin.post("/api/v1/users/" + person.id() + "/block", Map.of("reason", "Loud again"));
        // Whoever is blocked before he was ever linked has no account that could be banned.
        await().atMost(ofSeconds(20)).until(() -> pending(person.id()) == 0);
        assertThat(HOUSE.accountOf(person.id()) == null || account(person.id()).banned())
                .isTrue();
        admin.post("/api/v1/users/" + person.id() + "/restore", Map.of("reason", "Quiet again"));
        await().atMost(ofSeconds(20)).until(() -> linked(person.id()) == 1);
        admin.post("/api/v1/users/" + person.id() + "/block", Map.of("reason", "Once more"));
        await().atMost(ofSeconds(20)).until(() -> account(person.id()).banned());
        admin.post("/api/v1/users/" + person.id() + "/restore", Map.of("reason", "The last time"));
        await().atMost(ofSeconds(20)).until(() -> !account(person.id()).banned());
    }

    @Test
    void aDeletionDeletes() {
        var registered = HOUSE.register(People.freshName("gone"));
        var id = registered.text("user_id");

        people.admin().http().post("/api/v1/users/" + id + "/delete", Map.of("reason", "Asked for it"));

        await().atMost(ofSeconds(20)).until(() -> HOUSE.accountOf(id) == null && linked(id) == 0);
        assertThat(eventsOf(id)).containsExactly("game.account-linked", "game.account-deleted");
    }

    @Test
    void anErasureWaitsForTheGameServer() {
        var id = HOUSE.register(People.freshName("erased")).text("user_id");
        var admin = people.admin().http();
        HOUSE.breaks(aResponse().withStatus(500));
        try {
            admin.post("/api/v1/users/" + id + "/erase", Map.of("reason", "Asked for it"));
            await().atMost(ofSeconds(20)).until(() -> HOUSE.health().equals("DEGRADED"));
            assertThat(statusOf(admin, id)).isEqualTo("DELETED");
            assertThat(HOUSE.accountOf(id)).isNotNull();
        } finally {
            HOUSE.heals();
        }

        await().atMost(ofSeconds(30)).until(() -> statusOf(admin, id).equals("ERASED"));
        assertThat(HOUSE.accountOf(id)).isNull();
    }

    @Test
    void whileItIsAwayPeopleSignInWithoutItAndAreLinkedLater() {
        HOUSE.breaks(aResponse().withFixedDelay(30_000));
        var name = People.freshName("away");
        String id;
        try {
            var registered = HOUSE.register(name);
            id = registered.text("user_id");
            assertThat(registered.body().get("nakama_user_id").isNull()).isTrue();
            assertThat(registered.body().get("nakama_session").isNull()).isTrue();
            await().atMost(ofSeconds(20)).until(() -> {
                HOUSE.login(name);
                return HOUSE.health().equals("DEGRADED");
            });
            assertThat(HOUSE.isReady()).isTrue();
            assertThat(metric("annals_nakama_away{caller=\"sign-in\"}")).isEqualTo(1);
            var waitedInVain = metric("annals_nakama_failures_total{caller=\"sign-in\"");
            assertThat(HOUSE.login(name).body().get("nakama_session").isNull()).isTrue();
            assertThat(metric("annals_nakama_failures_total{caller=\"sign-in\""))
                    .isEqualTo(waitedInVain);
        } finally {
            HOUSE.heals();
        }

        await().atMost(ofSeconds(30)).until(() -> linked(id) == 1);
        assertThat(HOUSE.login(name).text("nakama_user_id"))
                .isEqualTo(account(id).id().toString());
        assertThat(metric("annals_nakama_away{caller=\"sign-in\"}")).isZero();
    }

    @Test
    void somebodyForWhomItAlwaysFailsHoldsUpNobody() {
        HOUSE.breaks(aResponse().withStatus(503));
        People.Person poor;
        try {
            poor = people.somebody();
            // Somebody has banned him over there before we know which account is his: nobody can say.
            HOUSE.nakama.accounts().put(poor.id(), poor.username(), true);
        } finally {
            HOUSE.heals();
        }
        await().atMost(ofSeconds(30)).until(() -> failureOf(poor.id()).equals("BANNED"));

        var other = people.somebody();
        await().atMost(ofSeconds(20)).until(() -> linked(other.id()) == 1);

        HOUSE.nakama.accounts().put(poor.id(), poor.username(), false);
        await().atMost(ofSeconds(20)).until(() -> linked(poor.id()) == 1 && pending(poor.id()) == 0);
    }

    @Test
    void whatIsNotAsItOughtToBeIsFoundAndThenMended() {
        var lost = linkedSomebody();
        var renamed = linkedSomebody();
        var banned = linkedSomebody();
        var foreign = linkedSomebody();
        var well = linkedSomebody();
        var gone = linkedSomebody();
        var admin = people.admin().http();
        admin.post("/api/v1/users/" + gone.id() + "/delete", Map.of("reason", "Asked for it"));
        await().atMost(ofSeconds(20)).until(() -> HOUSE.accountOf(gone.id()) == null && pending(gone.id()) == 0);
        var over = HOUSE.nakama.accounts();
        over.remove(lost.id());
        over.put(renamed.id(), "renamed-by-hand-" + renamed.username(), false);
        over.put(banned.id(), banned.username(), true);
        over.giveAway(foreign.id(), "somebody-else-" + foreign.id());
        over.put(gone.id(), "left-behind-" + gone.username(), false);

        var told = reconcile(admin, false);
        assertThat(told)
                .containsAllEntriesOf(Map.of(
                        lost.id(), "MISSING",
                        renamed.id(), "WRONG_NAME",
                        banned.id(), "WRONG_BAN",
                        foreign.id(), "FOREIGN",
                        gone.id(), "LEFT_BEHIND"));
        assertThat(told).doesNotContainKey(well.id());
        assertThat(account(banned.id()).banned()).isTrue();

        reconcile(admin, true);
        await().atMost(ofSeconds(20))
                .until(() -> HOUSE.accountOf(lost.id()) != null
                        && nameOf(renamed.id()).equals(renamed.username())
                        && !account(banned.id()).banned()
                        && HOUSE.accountOf(gone.id()) == null);
        for (var person : List.of(lost, renamed, banned, well))
            await().atMost(ofSeconds(20)).until(() -> pending(person.id()) == 0);
        assertThat(eventsOf(lost.id()))
                .containsExactly("game.account-linked", "game.account-deleted", "game.account-linked");
        assertThat(eventsOf(banned.id()))
                .containsExactly("game.account-linked", "game.account-banned", "game.account-unbanned");
        over.remove("somebody-else-" + foreign.id());

        assertThat(reconcile(admin, false)).doesNotContainKeys(lost.id(), renamed.id(), banned.id(), gone.id());
        assertThat(admin.get("/api/v1/game").text("connected")).isEqualTo("true");
        assertThat(admin.get("/api/v1/audit/events?type=game.reconciliation-requested")
                        .body()
                        .get("items"))
                .isNotEmpty();
    }

    @Test
    void onlyWhoMaySaysWhyAndIsNotDoingItAlreadyHasThemCompared() {
        var path = "/api/v1/game/reconciliations";
        assertThat(people.somebody()
                        .http()
                        .post(path, Map.of("reason", "Why not"))
                        .status())
                .isEqualTo(403);
        assertThat(people.admin().http().post(path, Map.of("repair", true)).code())
                .isEqualTo("GAME_REASON_MISSING");
        assertThat(people.admin()
                        .http()
                        .get(path + "/" + java.util.UUID.randomUUID())
                        .code())
                .isEqualTo("RECONCILIATION_NOT_FOUND");
    }

    private Map<String, String> reconcile(Http admin, boolean repair) {
        var wish = admin.post("/api/v1/game/reconciliations", Map.of("reason", "A test", "repair", repair));
        assertThat(wish.status()).as("%s", wish).isEqualTo(202);
        var operation = "/api/v1/game/reconciliations/" + wish.text("operation_id");
        await().atMost(ofSeconds(30))
                .until(() -> !List.of("REQUESTED", "RUNNING")
                        .contains(admin.get(operation).text("state")));
        var result = admin.get(operation);
        assertThat(result.text("state")).as("%s", result).isEqualTo("DONE");
        var drifts = new HashMap<String, String>();
        for (var drift : result.body().get("drifts"))
            drifts.put(drift.get("user_id").asString(), drift.get("kind").asString());
        return drifts;
    }

    private People.Person linkedSomebody() {
        var person = people.somebody();
        await().atMost(ofSeconds(20)).until(() -> linked(person.id()) == 1 && pending(person.id()) == 0);
        return person;
    }

    @Test
    void whatIsWrittenDownFollowsFromTheLog() {
        people.somebody();
        HOUSE.house().part(ReadModels.class).awaitHead("audit-trail");

        assertThat(HOUSE.house().part(Verification.class).compare().in(java.util.Set.of("domain_event")))
                .isEmpty();
    }

    private static Account account(String userId) {
        return Objects.requireNonNull(HOUSE.accountOf(userId), "No account over there of " + userId);
    }

    private static String nameOf(String userId) {
        var account = HOUSE.accountOf(userId);
        return account == null ? "" : account.username();
    }

    private static void rename(People.Person person, String name) {
        assertThat(person.http()
                        .put("/api/v1/users/me/username", Map.of("username", name))
                        .status())
                .isEqualTo(200);
    }

    private static long linked(String userId) {
        return count("game_account WHERE user_id = ?", userId);
    }

    private static long pending(String userId) {
        return count("game_work WHERE due_at IS NOT NULL AND user_id = ?", userId);
    }

    private static long count(String what, String userId) {
        return Objects.requireNonNull(HOUSE.house()
                .part(JdbcTemplate.class)
                .queryForObject("SELECT count(*) FROM " + what, Long.class, uuid(userId)));
    }

    private static String failureOf(String userId) {
        return String.valueOf(HOUSE.house()
                .part(JdbcTemplate.class)
                .queryForObject("SELECT failure FROM game_work WHERE user_id = ?", String.class, uuid(userId)));
    }

    private static List<String> eventsOf(String userId) {
        return HOUSE.house()
                .part(JdbcTemplate.class)
                .queryForList(
                        "SELECT payload_type FROM domain_event WHERE aggregate_id = ? ORDER BY global_index",
                        String.class,
                        "game-account:" + userId);
    }

    private static String statusOf(Http admin, String id) {
        return admin.get("/api/v1/users/" + id).text("status");
    }

    private static double metric(String name) {
        return HOUSE.house()
                .http()
                .get("/metrics")
                .raw()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findAny()
                .orElse(Double.NaN);
    }

    private static java.util.UUID uuid(String id) {
        return java.util.UUID.fromString(id);
    }
}
