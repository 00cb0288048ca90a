package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.web.RequestContext;
import dev.annals.reward.Claims;
import dev.annals.reward.RewardRefusal;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rewards as operators, players and auditors meet them, on both stores. */
class ClaimJourneyTest extends ClaimsOnBothStores {

    private static final String NOWHERE = "018f2c5e-7d1a-7abc-8def-0123456789ab";

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
        checks.expectReproduced(explained, "GRANTED");
        assertThat(explained.body().path("available").asLong()).isEqualTo(3);
        assertThat(explained.body().path("events").findValuesAsString("type"))
                .contains("campaign.activated", "reward.defined", "session.started");
        checks.expectReproduced(checks.explanationOf(refused, player.http()), "ALREADY_CLAIMED");
        assertThat(checks.explanationOf(refused, people.somebody().http()).status())
                .isEqualTo(404);
        checks.expectReproduced(
                checks.explanationOf(refused, people.holderOf("AUDITOR").http()), "ALREADY_CLAIMED");
        checks.expectLedger(refused, hat, 3, 1, 0, 2);
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

        checks.expectRefused(player, open, hat, 409, "OUT_OF_STOCK");
        checks.expectRefused(player, hard, hat, 409, "NOT_QUALIFIED");
        checks.expectRefused(player, paused, hat, 409, "CAMPAIGN_PAUSED");
        checks.expectRefused(player, over, hat, 409, "CAMPAIGN_OVER");
        checks.expectRefused(player, scheduled, hat, 409, "CAMPAIGN_NOT_OPEN");
        checks.expectRefused(player, paused, scarf, 409, "CAMPAIGN_PAUSED");
        checks.expectRefused(player, open, scarf, 409, "REWARD_RETIRED");
        checks.expectRefused(player, hard, scarf, 409, "REWARD_NOT_ATTACHED");
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

        var player = people.somebody();
        var before = house.part(Positions.class).head();

        var answer = player.http().post("/api/v1/claims", body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FOREIGN_CLAIM");
        assertThat(house.part(Positions.class).head()).isEqualTo(before);
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
        checks.expectReproduced(explained, "USER_BLOCKED");
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
}
