package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import dev.annals.foundation.store.Positions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator makes a campaign, players work for it, and time does the rest. */
class CampaignJourneyTest {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @ParameterizedTest
    @EnumSource
    void playersSeeWhatIsAnnouncedAndHowFarTheyAre(Store store) {
        var house = House.shared(store);
        var people = new People(house);
        var operator = people.holderOf("OPERATOR");
        var today = LocalDate.now(SEOUL);
        var drafted = ok(operator.http().post(CAMPAIGNS, draft(today.minusDays(2), today.plusDays(7), days(2))), 201);
        var campaign = CAMPAIGNS + "/" + drafted.text("campaign_id");
        var player = people.somebody();

        assertThat(seen(house, player, campaign).code()).isEqualTo("CAMPAIGN_NOT_FOUND");
        assertThat(seen(house, operator, campaign).text("phase")).isEqualTo("DRAFT");
        ok(operator.http().post(campaign + "/activate", ""), 200);
        assertThat(seen(house, player, campaign).text("phase")).isEqualTo("OPEN");
        assertThat(seen(house, player, CAMPAIGNS + "?phase=OPEN")
                        .body()
                        .path("items")
                        .findValuesAsString("campaign_id"))
                .contains(drafted.text("campaign_id"));

        var progress = seen(house, player, campaign + "/progress").body();
        assertThat(progress.path("today_counts").asBoolean()).isTrue();
        assertThat(progress.path("missing").asInt()).isEqualTo(1);
        assertThat(progress.path("reachable").asBoolean()).isTrue();
        assertThat(progress.path("progress").path("counted").path("days").size())
                .isEqualTo(1);
        assertThat(progress.path("progress").path("counted").path("events").size())
                .isEqualTo(1);
        assertThat(Instant.parse(progress.path("day_turns_at").asString())).isAfter(Instant.now());

        var easier = draft(today.minusDays(2), today.plusDays(7), days(1));
        ok(operator.http().put(campaign, easier), 200);
        assertThat(seen(house, player, campaign + "/progress")
                        .body()
                        .path("missing")
                        .asInt())
                .isZero();
        assertThat(seen(house, player, campaign + "/progress?user_id=" + operator.id())
                        .status())
                .isEqualTo(404);
        assertThat(seen(house, operator, campaign + "/progress?user_id=" + player.id())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aDraftIsTriedOnThePast(Store store) {
        var house = House.shared(store);
        var people = new People(house);
        var operator = people.holderOf("OPERATOR");
        people.somebody();
        var today = LocalDate.now(SEOUL);
        var drafted = ok(operator.http().post(CAMPAIGNS, draft(today.plusDays(20), today.plusDays(30), days(1))), 201);
        var runs = CAMPAIGNS + "/" + drafted.text("campaign_id") + "/dry-runs";

        var wish = Map.of(
                "starts_at",
                today.minusDays(1).toString(),
                "ends_at",
                today.plusDays(1).toString());
        var run = runs + "/" + ok(operator.http().post(runs, wish), 202).text("dry_run_id");

        await().atMost(ofSeconds(30))
                .until(() -> operator.http().get(run).text("state").equals("DONE"));
        var done = operator.http().get(run).body();
        assertThat(done.path("qualified").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(done.path("seen").asLong())
                .isGreaterThanOrEqualTo(done.path("qualified").asLong());
        assertThat(done.path("days").path(0).path("qualified").asLong()).isPositive();
        ok(operator.http().delete(run), 200);
        assertThat(people.somebody().http().post(runs, wish).status()).isEqualTo(403);
        assertThat(operator.http().get(runs + "/" + operator.id()).code()).isEqualTo("DRY_RUN_NOT_FOUND");
    }

    /** The window is a few seconds long: it opens before the restart and has closed after it. */
    @Test
    void aCampaignOpensAndClosesByItselfAcrossARestart() {
        try (var house = House.fresh(Store.H2)) {
            var people = new People(house);
            var admin = people.admin();
            var body = draft(LocalDate.now(SEOUL), LocalDate.now(SEOUL), days(1));
            var opens = Instant.now().plusSeconds(3);
            var closes = opens.plusSeconds(3);
            body.put("starts_at", opens.toString());
            body.put("ends_at", closes.toString());
            var drafted = ok(admin.http().post(CAMPAIGNS, body), 201);
            var campaign = CAMPAIGNS + "/" + drafted.text("campaign_id");
            assertThat(ok(admin.http().post(campaign + "/activate", ""), 200).text("phase"))
                    .isEqualTo("SCHEDULED");

            await().atMost(ofSeconds(20)).until(() -> !Instant.now().isBefore(opens));
            assertThat(seen(house, admin, campaign).text("phase")).isIn("OPEN", "CLOSED");
            house.restart();
            await().atMost(ofSeconds(20)).until(() -> !Instant.now().isBefore(closes));

            var again = new People(house).admin();
            assertThat(seen(house, again, campaign).text("phase")).isEqualTo("CLOSED");
            assertThat(again.http().post(campaign + "/pause", "").code()).isEqualTo("CAMPAIGN_OVER");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ends_at | 2026-11-01 | END_BEFORE_START",
                "zone | Mars/Olympus | UNKNOWN_ZONE",
                "zone | +09:00 | UNKNOWN_ZONE",
                "reset_hour | 24 | INVALID_RESET_HOUR",
                "title | | INVALID_TITLE",
                "starts_at | soon | INVALID_TIME",
                "starts_at | 1926-12-01 | TIME_OUT_OF_RANGE",
                "condition | {\"kind\":\"login_days\",\"goal\":0} | INVALID_GOAL",
                "condition | {\"kind\":\"login_days\",\"goal\":-7} | INVALID_GOAL",
                "condition | {\"kind\":\"login_days\"} | UNREADABLE",
                "condition | {\"kind\":\"any_of\",\"conditions\":[]} | EMPTY_CONDITION",
                "condition | {\"kind\":\"any_of\",\"conditions\":[null]} | EMPTY_CONDITION",
                "condition | {\"kind\":\"all_of\"} | EMPTY_CONDITION",
                "condition | {\"kind\":\"consecutive_login_days\",\"goal\":15} | WINDOW_TOO_SHORT",
                "condition | {\"kind\":\"wishes\"} | UNREADABLE",
                "condition | {\"kind\":\"login_days\",\"goal\":\"3\"} | UNREADABLE",
                "condition | {\"kind\":\"login_days\",\"goal\":2.5} | UNREADABLE",
                "budget | 7 | UNREADABLE"
            })
    void badInputHasACodeAndNoEffect(String property, String value, String code) {
        var house = House.shared(Store.H2);
        var admin = new People(house).admin();
        var body = draft(LocalDate.parse("2030-12-01"), LocalDate.parse("2030-12-14"), days(7));
        body.put(property, value == null ? "" : value.startsWith("{") ? Http.JSON.readTree(value) : number(value));
        var before = house.part(Positions.class).head();

        var answer = admin.http().post(CAMPAIGNS, body);

        if (code.equals("UNREADABLE"))
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        else assertThat(answer.code()).as("%s", answer).isEqualTo(code);
        assertThat(house.part(Positions.class).head()).isEqualTo(before);
    }

    @Test
    void aLocalHourThatDoesNotExistIsRefused() {
        var house = House.shared(Store.H2);
        var admin = new People(house).admin();
        var body = draft(LocalDate.parse("2027-03-01"), LocalDate.parse("2027-04-14"), days(7));
        body.put("zone", "Europe/Berlin");
        body.put("starts_at", "2027-03-28T02:30");
        var before = house.part(Positions.class).head();

        assertThat(admin.http().post(CAMPAIGNS, body).code()).isEqualTo("LOCAL_TIME_DOES_NOT_EXIST");
        assertThat(house.part(Positions.class).head()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverRegistersWithACodeIsInvited(Store store) {
        var house = House.shared(store);
        var people = new People(house);
        var inviter = people.somebody();
        var code = ok(inviter.http().post("/api/v1/invitations/code", Map.of()), 201)
                .text("code");
        var name = People.freshName("invited");

        assertThat(register(house, People.freshName("nobody"), "0000-0000-0000-0000")
                        .status())
                .isEqualTo(400);
        ok(register(house, name, code), 201);

        var invited = seen(house, inviter, "/api/v1/invitations").body().path("items");
        assertThat(invited.size()).isEqualTo(1);
        var friend = people.signedIn(name, People.PASSWORD);
        assertThat(invited.path(0).path("user_id").asString()).isEqualTo(friend.id());
        assertThat(friend.http()
                        .post("/api/v1/invitations/accept", Map.of("code", code))
                        .code())
                .isEqualTo("ALREADY_INVITED");
    }

    private static Answer register(House house, String name, String code) {
        return house.http()
                .post(
                        "/api/v1/auth/register",
                        Map.of("username", name, "password", People.PASSWORD, "inviteCode", code));
    }

    private static Object number(String text) {
        return text.matches("\\d+") ? (Object) Integer.valueOf(text) : text;
    }

    private static Map<String, Object> days(int goal) {
        return Map.of("kind", "login_days", "goal", goal);
    }

    private static Map<String, Object> draft(LocalDate from, LocalDate to, Map<String, Object> condition) {
        return new HashMap<>(Map.of(
                "title",
                "Seven days",
                "starts_at",
                from.toString(),
                "ends_at",
                to.toString(),
                "zone",
                SEOUL.getId(),
                "reset_hour",
                5,
                "condition",
                condition));
    }

    private static Answer seen(House house, Person by, String path) {
        return by.http()
                .with("Annals-Position", house.part(Positions.class).head().toString())
                .get(path);
    }

    private static Answer ok(Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return answer;
    }
}
