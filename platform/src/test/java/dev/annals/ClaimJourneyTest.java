package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.web.RequestContext;
import dev.annals.reward.Claims;
import dev.annals.reward.RewardRefusal;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rewards as operators, players and auditors meet them, on both stores. */
class ClaimJourneyTest {

    private static final String NOWHERE = "018f2c5e-7d1a-7abc-8def-0123456789ab";

    private House house;
    private People people;
    private Offers offers;

    private void on(Store store) {
        house = House.shared(store);
        people = new People(house);
        offers = new Offers(house);
    }

    @ParameterizedTest
    @EnumSource
    void aPlayerIsGivenARewardOnceAndBothAnswersAreExplained(Store store) {
        on(store);
        var hat = offers.reward(Map.of(
                "title",
                "A hat",
                "stock",
                3,
                "item_ids",
                List.of(offers.item("gem")),
                "items",
                List.of(Map.of("item", "hat", "quantity", 1))));
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();

        var granted = offers.claim(player, campaign, hat);
        var refused = offers.claim(player, campaign, hat);

        assertThat(granted.status()).as("%s", granted).isEqualTo(201);
        assertThat(granted.text("claim_id")).isEqualTo("claim:" + campaign + ":" + hat + ":" + player.id() + ":1");
        assertThat(granted.body().path("items").toString())
                .contains("gem")
                .contains("500")
                .contains("hat");
        assertThat(granted.body()
                        .path("evidence")
                        .path("condition")
                        .path("days")
                        .size())
                .isEqualTo(1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ALREADY_CLAIMED");

        var mine = player.http()
                .with("Annals-Position", String.valueOf(refused.header("Annals-Position")))
                .get("/api/v1/claims/mine");
        assertThat(mine.body().path("items").findValuesAsString("status")).containsExactly("REFUSED", "CLAIMED");
        var explained = player.http().get("/api/v1/claims/" + granted.text("claim_id") + "/explanation");
        expectReproduced(explained, "GRANTED");
        assertThat(explained.body().path("available").asLong()).isEqualTo(3);
        assertThat(explained.body().path("events").findValuesAsString("type"))
                .contains("campaign.activated", "reward.defined", "session.started");
        expectReproduced(explanationOf(refused, player.http()), "ALREADY_CLAIMED");
        assertThat(explanationOf(refused, people.somebody().http()).status()).isEqualTo(404);
        expectReproduced(explanationOf(refused, people.holderOf("AUDITOR").http()), "ALREADY_CLAIMED");
        expectLedger(refused, hat, 3, 1, 0, 2);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedSaysWhyAndIsReproducedFromTheLog(Store store) {
        on(store);
        var hat = offers.reward(0);
        var scarf = offers.reward(1);
        var player = people.somebody();
        var open = offers.campaign(1, hat, scarf);
        var hard = offers.campaign(2, hat);
        var paused = offers.campaign(1, hat);
        offers.step(paused, "pause");
        var over = offers.campaign(1, hat);
        offers.step(over, "end");
        var later = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        var scheduled = offers.draft(1, later.toString(), later.plusDays(3).toString(), hat);
        offers.step(scheduled, "activate");
        var draft = offers.draft(1, later.toString(), later.plusDays(3).toString(), hat);
        offers.operator().http().post("/api/v1/rewards/" + scarf + "/retire", Map.of());

        expectRefused(player, open, hat, 409, "OUT_OF_STOCK");
        expectRefused(player, hard, hat, 409, "NOT_QUALIFIED");
        expectRefused(player, paused, hat, 409, "CAMPAIGN_PAUSED");
        expectRefused(player, over, hat, 409, "CAMPAIGN_OVER");
        expectRefused(player, scheduled, hat, 409, "CAMPAIGN_NOT_OPEN");
        expectRefused(player, paused, scarf, 409, "CAMPAIGN_PAUSED");
        expectRefused(player, open, scarf, 409, "REWARD_RETIRED");
        expectRefused(player, hard, scarf, 409, "REWARD_NOT_ATTACHED");
        assertThat(offers.claim(player, draft, hat).code()).isEqualTo("CAMPAIGN_NOT_FOUND");
        assertThat(offers.claim(player, NOWHERE, hat).code()).isEqualTo("CAMPAIGN_NOT_FOUND");
        assertThat(offers.claim(player, open, NOWHERE).code()).isEqualTo("REWARD_NOT_FOUND");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyClaimsForAnother(Store store) {
        on(store);
        var hat = offers.reward(1);
        var campaign = offers.campaign(1, hat);
        var body = Map.of(
                "campaign_id",
                campaign,
                "reward_id",
                hat,
                "user_id",
                people.somebody().id());

        var answer = people.somebody().http().post("/api/v1/claims", body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FOREIGN_CLAIM");
        assertThat(people.somebody().http().get("/api/v1/claims").status()).isEqualTo(403);
    }

    /** His token is refused at the door; a claim that has come through it meets the row that the block has written. */
    @ParameterizedTest
    @EnumSource
    void whoIsBlockedWhileHeClaimsGetsNothing(Store store) {
        on(store);
        var hat = offers.reward(1);
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();
        people.admin().http().post("/api/v1/users/" + player.id() + "/block", Map.of("reason", "A test"));

        var userId = UserId.of(player.id());
        var outcome = RequestContext.anonymous(null)
                .as(new Actor.User(userId))
                .during(() -> house.part(Claims.class)
                        .claim(new Claims.Wish(CampaignId.of(campaign), RewardId.of(hat), userId, null)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Claims.Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(RewardRefusal.USER_BLOCKED));
        var explained = people.admin().http().get("/api/v1/claims/explanations/" + outcome.eventId());
        expectReproduced(explained, "USER_BLOCKED");
    }

    @ParameterizedTest
    @EnumSource
    void ofManyWhoClaimAtOnceAsManyGetItAsThereAre(Store store) throws Exception {
        on(store);
        var hat = offers.reward(10);
        var campaign = offers.campaign(1, hat);
        var players = IntStream.range(0, 40).mapToObj(n -> people.somebody()).toList();

        var answers = atOnce(players.stream()
                .<Callable<Answer>>map(player -> () -> offers.claim(player, campaign, hat))
                .toList());

        assertThat(Offers.counts(answers)).isEqualTo(Map.of("201", 10L, "409 OUT_OF_STOCK", 30L));
        expectLedger(answers.getLast(), hat, 10, 10, 0, 0);
        var refused = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findAny()
                .orElseThrow();
        expectReproduced(explanationOf(refused, offers.operator().http()), "OUT_OF_STOCK");
    }

    @ParameterizedTest
    @EnumSource
    void oneWhoClaimsTwoHundredTimesAtOnceGetsItOnce(Store store) throws Exception {
        on(store);
        var hat = offers.reward(100);
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();
        var other = people.somebody();
        var withKey = other.http().with("Idempotency-Key", "one and the same".replace(' ', '-'));

        var without = atOnce(java.util.Collections.nCopies(200, () -> offers.claim(player, campaign, hat)));
        var with = atOnce(java.util.Collections.nCopies(200, () -> offers.claim(withKey, campaign, hat)));

        assertThat(Offers.counts(without)).isEqualTo(Map.of("201", 1L, "409 ALREADY_CLAIMED", 199L));
        assertThat(Offers.counts(with)).isEqualTo(Map.of("201", 200L));
        assertThat(with.stream().map(answer -> answer.raw().body()).distinct()).hasSize(1);
        expectLedger(with.getLast(), hat, 100, 2, 0, 98);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsAnsweredAsBeforeForEver(Store store) {
        on(store);
        var hat = offers.reward(5);
        var scarf = offers.reward(5);
        var campaign = offers.campaign(1, hat, scarf);
        var player = people.somebody();
        var keyed = player.http().with("Idempotency-Key", "first");

        var granted = offers.claim(keyed, campaign, hat);
        offers.operator().http().post("/api/v1/claims/" + granted.text("claim_id") + "/deliver", Map.of());
        var again = offers.claim(keyed, campaign, hat);
        var reused = offers.claim(keyed, campaign, scarf);
        var refusedKey = player.http().with("Idempotency-Key", "second");
        var refused = offers.claim(refusedKey, campaign, hat);
        var refusedAgain = offers.claim(refusedKey, campaign, hat);
        var wrong = offers.claim(player.http().with("Idempotency-Key", "two words"), campaign, scarf);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.raw().body()).isEqualTo(granted.raw().body());
        assertThat(again.header("Annals-Position")).isEqualTo(granted.header("Annals-Position"));
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(refused.code()).isEqualTo("ALREADY_CLAIMED");
        assertThat(refusedAgain.code()).isEqualTo("ALREADY_CLAIMED");
        assertThat(refusedAgain.header("Link")).isEqualTo(refused.header("Link"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.code()).isEqualTo("INVALID_IDEMPOTENCY_KEY");
    }

    @ParameterizedTest
    @EnumSource
    void refusalsOfADayLeaveOneTrace(Store store) {
        on(store);
        var hat = offers.reward(0);
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();

        var answers = IntStream.range(0, 5)
                .mapToObj(n -> offers.claim(player, campaign, hat))
                .toList();

        assertThat(answers.stream().map(answer -> answer.header("Link")).distinct())
                .hasSize(1);
        var history = offers.read(answers.getLast(), "/api/v1/claims?user_id=" + player.id());
        assertThat(history.body().path("items").size()).isEqualTo(1);
        assertThat(history.body().path("items").get(0).path("code").asString()).isEqualTo("OUT_OF_STOCK");
    }

    @ParameterizedTest
    @EnumSource
    void whatThePlayerNeverHadReturnsToTheStock(Store store) {
        on(store);
        var hat = offers.reward(2);
        var campaign = offers.campaign(1, hat);
        var first = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        var second = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        var third = people.somebody();
        expectRefused(third, campaign, hat, 409, "OUT_OF_STOCK");

        expectSettled(first, "deliver", 200, "DELIVERED");
        expectSettled(first, "deliver", 200, "DELIVERED");
        expectSettled(first, "fail", 409, "CLAIM_DELIVERED");
        expectSettled(second, "fail", 200, "FAILED");
        expectSettled(second, "fail", 200, "FAILED");
        assertThat(settle(first, "reverse", Map.of()).code()).isEqualTo("REASON_REQUIRED");
        expectSettled(first, "reverse", 200, "REVERSED");
        expectSettled(second, "reverse", 200, "REVERSED");
        expectSettled(second, "reverse", 200, "REVERSED");
        expectSettled(second, "deliver", 409, "CLAIM_REVERSED");
        expectSettled(second, "fail", 409, "CLAIM_REVERSED");
        assertThat(settle("claim:" + campaign + ":" + hat + ":" + third.id() + ":1", "deliver", Map.of())
                        .code())
                .isEqualTo("CLAIM_NOT_FOUND");
        var taken = offers.claim(third, campaign, hat);

        assertThat(taken.status()).as("%s", taken).isEqualTo(201);
        expectLedger(taken, hat, 2, 3, 1, 0);
        expectReproduced(third.http().get("/api/v1/claims/" + taken.text("claim_id") + "/explanation"), "GRANTED");
        assertThat(third.http()
                        .post("/api/v1/claims/" + taken.text("claim_id") + "/deliver", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void aRewardMayBeClaimedSeveralTimes(Store store) {
        on(store);
        var hat = offers.reward(Map.of("title", "A hat", "per_user_limit", 3));
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();

        var answers = IntStream.range(0, 4)
                .mapToObj(n -> offers.claim(player, campaign, hat))
                .toList();

        assertThat(Offers.counts(answers)).isEqualTo(Map.of("201", 3L, "409 ALREADY_CLAIMED", 1L));
        assertThat(answers.get(2).body().path("number").asInt()).isEqualTo(3);
        assertThat(offers.operator()
                        .http()
                        .get("/api/v1/rewards/" + hat + "/ledger")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void theHistoryIsFilteredTurnedOverAndExported(Store store) {
        on(store);
        var hat = offers.reward(
                Map.of("title", "A hat", "stock", 2, "items", List.of(Map.of("item", "=HYPERLINK(1)", "quantity", 1))));
        var campaign = offers.campaign(1, hat);
        var last = IntStream.range(0, 3)
                .mapToObj(n -> offers.claim(people.somebody(), campaign, hat))
                .toList()
                .getLast();
        var claims = "/api/v1/claims?campaign_id=" + campaign;

        var first = offers.read(last, claims + "&limit=2");
        var second = offers.read(last, claims + "&limit=2&cursor=" + first.text("next_cursor"));
        assertThat(first.body().path("items").findValuesAsString("status")).containsExactly("REFUSED", "CLAIMED");
        assertThat(second.body().path("items").findValuesAsString("status")).containsExactly("CLAIMED");
        assertThat(offers.read(last, claims + "&code=OUT_OF_STOCK")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(offers.read(last, claims + "&status=CLAIMED&order=asc")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(2);

        var csv = offers.read(last, "/api/v1/claims/export?format=csv&campaign_id=" + campaign);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.raw().body().lines()).hasSize(4);
        assertThat(csv.raw().body()).startsWith("\"event_id\",").contains("\"1 =HYPERLINK(1)\"");
        var lines = offers.read(last, "/api/v1/claims/export?format=ndjson&campaign_id=" + campaign)
                .raw()
                .body();
        assertThat(lines.lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(
                                Http.JSON.readTree(line).path("campaign_id").asString())
                        .isEqualTo(campaign));

        var funnel = offers.read(last, "/api/v1/campaigns/" + campaign + "/funnel")
                .body()
                .path("days");
        assertThat(funnel.size()).isEqualTo(1);
        assertThat(funnel.get(0).path("started").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(funnel.get(0).path("qualified").asInt())
                .isEqualTo(funnel.get(0).path("started").asInt());
        assertThat(funnel.get(0).path("claimed").asInt()).isEqualTo(2);
        assertThat(funnel.get(0).path("refused").path("OUT_OF_STOCK").asInt()).isEqualTo(1);
    }

    private void expectRefused(Person player, String campaign, String reward, int status, String code) {
        var answer = offers.claim(player, campaign, reward);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        expectReproduced(explanationOf(answer, player.http()), code);
    }

    private static Answer explanationOf(Answer refused, Http reader) {
        var link = String.valueOf(refused.header("Link"));
        var position = refused.header("Annals-Position");
        return (position == null ? reader : reader.with("Annals-Position", position))
                .get(link.substring(1, link.indexOf('>')));
    }

    private static void expectReproduced(Answer explained, String outcome) {
        assertThat(explained.status()).as("%s", explained).isEqualTo(200);
        assertThat(explained.text("outcome")).as("%s", explained).isEqualTo(outcome);
        assertThat(explained.text("again")).as("%s", explained).isEqualTo(outcome);
        assertThat(explained.body().path("reproduced").asBoolean()).isTrue();
    }

    private void expectLedger(Answer after, String reward, long opened, long claimed, long returned, long left) {
        var ledger = offers.read(after, "/api/v1/rewards/" + reward + "/ledger").body();
        assertThat(ledger.path("opened").asLong()).isEqualTo(opened);
        assertThat(ledger.path("claimed").asLong()).isEqualTo(claimed);
        assertThat(ledger.path("returned").asLong()).isEqualTo(returned);
        assertThat(ledger.path("available").asLong()).isEqualTo(left);
        assertThat(offers.read(after, "/api/v1/rewards/" + reward)
                        .body()
                        .path("available")
                        .asLong())
                .isEqualTo(left);
    }

    private void expectSettled(String claim, String how, int status, String outcome) {
        var answer = settle(claim, how, Map.of("reason", "A test"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(status == 200 ? answer.text("status") : answer.code()).isEqualTo(outcome);
    }

    private Answer settle(String claim, String how, Map<String, String> body) {
        return offers.operator().http().post("/api/v1/claims/" + claim + "/" + how, body);
    }

    private static List<Answer> atOnce(List<? extends Callable<Answer>> wishes) throws Exception {
        try (var callers = Executors.newFixedThreadPool(32)) {
            var answers = new ArrayList<Future<Answer>>();
            for (var wish : wishes) answers.add(callers.submit(wish));
            var all = new ArrayList<Answer>();
            for (var answer : answers) all.add(answer.get());
            return all;
        }
    }
}
