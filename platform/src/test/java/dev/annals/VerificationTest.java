package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.web.RequestContext;
import dev.annals.game.GameAccountCommand;
import dev.annals.game.GameAccountCommand.BanGameAccount;
import dev.annals.game.GameAccountCommand.DeleteGameAccount;
import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountCommand.UnbanGameAccount;
import dev.annals.shared.UserId;
import dev.annals.verification.Difference;
import dev.annals.verification.Difference.Kind;
import dev.annals.verification.Findings;
import dev.annals.verification.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the fold of the log agrees with what is kept, and notices whatever does not. */
class VerificationTest {

    static final Set<String> READ_MODELS = Set.of(
            "profile",
            "login_history",
            "failed_sign_in",
            "open_session",
            "role_history",
            "role_holder",
            "role_catalogue",
            "campaign",
            "campaign_reward",
            "player_fact",
            "invitation",
            "invite_code",
            "reward_catalogue",
            "stock_ledger",
            "stock_sum",
            "claim_history",
            "audit_trail");

    /** What is no consequence of the log, or the log itself. */
    private static final Set<String> NOT_FOLDED = Set.of(
            "audit_alarm",
            "audit_chain_block",
            "audit_chain_hole",
            "audit_chainer",
            "audit_seal",
            "audit_seal_key",
            "campaign_count",
            "dead_letter",
            "dead_letters_noted",
            "domain_event",
            "dry_run",
            "flyway_schema_history",
            "game_drift",
            "game_reconciliation",
            "game_work",
            "claim_delivery",
            "idempotency_key",
            "last_admin_guard",
            "parked_event",
            "processor_token",
            "projection_control",
            "projection_generation",
            "projection_process",
            "relay_forgotten",
            "relay_missing",
            "relay_published",
            "relay_refused",
            "relay_shortened",
            "relay_state",
            "replay",
            "replay_intended",
            "replayed",
            "signing_key",
            "store_identity",
            "verification_run");

    /** Of these columns the log says nothing. */
    private static final Set<String> UNSAID = Set.of(
            "generation",
            "reservation.algorithm",
            "credential.hash",
            "credential.changed_at",
            "erasure.requested_at",
            "erasure.erased_at",
            "session_secret.secret",
            "access_state.password_change_required",
            "claim_refusal.refusals");

    @ParameterizedTest
    @EnumSource
    void afterAJourneyNothingDiffers(Store store) {
        var house = House.shared(store);
        journey(house);

        var findings = compare(house);

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.rows())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    }

    @ParameterizedTest
    @EnumSource
    void afterEveryReadModelWasRebuiltNothingDiffers(Store store) {
        var house = House.shared(store);
        journey(house);
        var admin = new People(house).admin().http();

        for (var table : READ_MODELS) {
            var wish = admin.post(
                    "/api/v1/projections/" + table.replace('_', '-') + "/rebuild", Map.of("reason", "To see it done"));
            var operation = "/api/v1/projections/operations/" + wish.text("operation_id");
            await().atMost(ofSeconds(30))
                    .until(() -> !List.of("REQUESTED", "RUNNING")
                            .contains(admin.get(operation).text("state")));
            assertThat(admin.get(operation).text("detail")).as(table).endsWith("all the same.");
        }
        READ_MODELS.forEach(table -> house.part(ReadModels.class).awaitHead(table.replace('_', '-')));

        assertThat(compare(house).differences()).isEmpty();
    }

    @Test
    void everyTableIsComparedOrSaidNotToFollowFromTheLog() {
        var house = House.shared(Store.H2);
        var tables = new TreeSet<>(house.part(JdbcTemplate.class)
                .queryForList(
                        "SELECT lower(table_name) FROM information_schema.tables WHERE lower(table_schema) = 'public'"
                                + " AND table_type = 'BASE TABLE'",
                        String.class));

        tables.removeAll(NOT_FOLDED);

        assertThat(tables)
                .isEqualTo(new TreeSet<>(compare(house).rows().keySet().stream()
                        .map(VerificationTest::stored)
                        .toList()));
    }

    /** In a house of its own: where read models were rebuilt, their old rows are being swept away meanwhile. */
    @Test
    void anErrorOfAnyKindInAnyTableIsFound() {
        try (var house = House.fresh(Store.H2)) {
            journey(house);
            findsEachError(house);
        }
    }

    private static void findsEachError(House house) {
        var before = compare(house);
        var all = new SoftAssertions();

        for (var table : before.rows().keySet()) {
            var planted = new PlantedErrors(house.part(JdbcTemplate.class), stored(table), UNSAID);
            planted.lost(() -> all.assertThat(found(house, table, Kind.MISSING))
                    .as("a row lost from " + table)
                    .isNotEmpty());
            planted.invented(() -> all.assertThat(found(house, table, Kind.EXTRA))
                    .as("a row invented in " + table)
                    .isNotEmpty());
            planted.changed(column -> all.assertThat(found(house, table, Kind.DIFFERENT))
                    .as("a changed " + column + " in " + table)
                    .anySatisfy(difference -> assertThat(difference.details())
                            .anySatisfy(detail -> assertThat(detail).startsWith(column))));
        }

        all.assertAll();
        assertThat(compare(house).differences()).isEmpty();
    }

    @Test
    void anEventThatIsTornOrUnknownOrGoneIsNamed() {
        var house = House.shared(Store.H2);
        journey(house);
        var log = new PlantedErrors(house.part(JdbcTemplate.class), "domain_event", UNSAID);

        log.with(
                "UPDATE domain_event SET payload = cast('{\"userId\":' as bytea) WHERE " + lastOf("role.granted"),
                () -> assertThat(found(house, "domain_event", Kind.UNREADABLE))
                        .singleElement()
                        .satisfies(torn -> assertThat(torn.details()).contains("role.granted")));
        log.with(
                "UPDATE domain_event SET payload_type = 'role.lent' WHERE " + lastOf("role.granted"),
                () -> assertThat(found(house, "domain_event", Kind.UNREADABLE))
                        .singleElement()
                        .satisfies(unknown -> assertThat(unknown.details()).contains("role.lent", "no such type")));
        log.with(
                "DELETE FROM domain_event WHERE " + lastOf("user.blocked"),
                () -> assertThat(found(house, "domain_event", Kind.MISSING)).hasSize(1));
    }

    @Test
    void whatIsFoundSaysNothingOfAPerson() {
        var house = House.shared(Store.H2);
        journey(house);
        var profiles = new PlantedErrors(house.part(JdbcTemplate.class), "profile_rows", UNSAID);

        profiles.with(
                "UPDATE profile_rows SET bio = 'Hana Kim', username = 'hana.kim'",
                () -> assertThat(compare(house).toString())
                        .contains("bio", "username differs")
                        .doesNotContainIgnoringCase("hana"));
    }

    private static String lastOf(String type) {
        return "global_index = (SELECT max(global_index) FROM domain_event WHERE payload_type = '" + type + "')";
    }

    private static List<Difference> found(House house, String table, Kind kind) {
        return compare(house).in(Set.of(table)).stream()
                .filter(difference -> difference.kind() == kind)
                .toList();
    }

    private static Findings compare(House house) {
        return house.part(Verification.class).compare();
    }

    private static String stored(String table) {
        return READ_MODELS.contains(table) ? table + "_rows" : table;
    }

    /** Something of everything that can happen, and the read models have seen it. */
    private static void journey(House house) {
        var people = new People(house);
        var admin = people.admin();
        var users = "/api/v1/users/";
        ok(admin, "POST", users + people.somebody().id() + "/erase", Map.of("reason", "Asked for it"));
        var hana = people.somebody();
        ok(admin, "PATCH", users + hana.id() + "/profile", Map.of("display_name", "Hana", "bio", "Reads"));
        ok(admin, "PUT", users + hana.id() + "/email", Map.of("email", People.freshName("hana") + "@example.org"));
        people.signIn(hana.username(), "wrong password");
        house.http().post("/api/v1/sessions/refresh", Map.of("refresh_token", hana.refreshToken()));
        ok(admin, "PUT", users + hana.id() + "/roles/AUDITOR", Map.of("reason", "Reads the books"));
        ok(admin, "DELETE", users + hana.id() + "/roles/AUDITOR", Map.of("reason", "Has read them"));
        ok(admin, "PUT", users + hana.id() + "/username", Map.of("username", People.freshName("Hana")));
        var mina = people.somebody();
        ok(admin, "POST", users + mina.id() + "/block", Map.of("reason", "Too loud"));
        ok(admin, "POST", users + mina.id() + "/restore", Map.of("reason", "Quiet again"));
        people.signedIn(mina.username(), People.PASSWORD);
        ok(admin, "POST", users + people.somebody().id() + "/delete", Map.of("reason", "Asked for it"));
        atTheGameServer(house, mina, people.somebody());
        campaigns(people, admin);
        var campaign = rewards(house, people);
        var models = house.part(ReadModels.class);
        READ_MODELS.forEach(table -> models.awaitHead(table.replace('_', '-')));
        assertThat(admin.http().get("/api/v1/campaigns/" + campaign + "/funnel").status())
                .isEqualTo(200);
    }

    /** A campaign that was changed in every way, and somebody who was invited. */
    /** Leaves a stock of which some is claimed and some came back, and a refusal. */
    private static String rewards(House house, People people) {
        var offers = new Offers(house);
        var hat = offers.reward(Map.of("title", "A hat", "item_ids", List.of(offers.item("gem")), "stock", 10));
        var campaign = offers.campaign(1, hat);
        for (var status : List.of("deliver", "fail", "reverse", "claim")) {
            var player = people.somebody();
            var claim = offers.claim(player, campaign, hat).text("claim_id");
            if (!status.equals("claim"))
                ok(offers.operator(), "POST", "/api/v1/claims/" + claim + "/" + status, Map.of("reason", "A test"));
            offers.claim(player, campaign, hat);
        }
        ok(offers.operator(), "POST", "/api/v1/rewards/" + hat + "/restock", Map.of("quantity", 5));
        return campaign;
    }

    private static void campaigns(People people, Person admin) {
        var draft = Map.of(
                "title", "Seven days",
                "starts_at", "2030-12-01",
                "ends_at", "2030-12-14",
                "zone", "Asia/Seoul",
                "reset_hour", 5,
                "condition", Map.of("kind", "consecutive_login_days", "goal", 7));
        var drafted = admin.http().post("/api/v1/campaigns", draft);
        var campaign = "/api/v1/campaigns/" + drafted.text("campaign_id");
        var edited = new HashMap<String, Object>(draft);
        edited.put("title", "Seven days of December");
        ok(admin, "PUT", campaign, edited);
        for (var step : List.of("activate", "pause", "resume", "end"))
            ok(admin, "POST", campaign + "/" + step, Map.of());
        var inviter = people.somebody();
        var code = inviter.http().post("/api/v1/invitations/code", Map.of()).text("code");
        ok(people.somebody(), "POST", "/api/v1/invitations/accept", Map.of("code", code));
    }

    /** What the relay writes down when there is a game server. */
    private static void atTheGameServer(House house, Person first, Person second) {
        for (var person : List.of(first, second)) {
            var id = UserId.of(person.id());
            Stream.of(
                            new LinkGameAccount(id, UUID.randomUUID(), person.username()),
                            new RenameGameAccount(id, person.username() + "-over-there"),
                            new BanGameAccount(id),
                            new UnbanGameAccount(id))
                    .forEach(command -> record(house, command));
        }
        record(house, new DeleteGameAccount(UserId.of(second.id())));
    }

    private static void record(House house, GameAccountCommand command) {
        RequestContext.system("game")
                .during(() -> house.part(CommandGateway.class).<Object>sendAndWait(command));
    }

    private static void ok(Person by, String method, String path, Object body) {
        var answer = by.http().send(method, path, body);
        assertThat(answer.status()).as("%s", answer).isLessThan(300);
    }
}
