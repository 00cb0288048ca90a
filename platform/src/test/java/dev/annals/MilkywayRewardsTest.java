package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rewards and claims of Milkyway, as its clients know them. */
class MilkywayRewardsTest {

    private final People people = new People(House.shared(Store.H2));
    private final Person operator = people.holderOf("OPERATOR");

    @Test
    void aPlayerClaimsOnceAndIsToldWhyNotTwice() {
        var reward = reward(2);
        var event = event(1, reward);
        var player = people.somebody();

        var claimed = claim(player, event);
        var again = claim(player, event);

        assertThat(claimed.status()).as("%s", claimed).isEqualTo(201);
        assertThat(claimed.body().propertyNames())
                .containsExactlyInAnyOrder("eventId", "userId", "finalClaimStatus", "message");
        assertThat(claimed.text("eventId")).isEqualTo(event);
        assertThat(claimed.text("userId")).isEqualTo(player.id());
        assertThat(claimed.text("finalClaimStatus")).isEqualTo("SUCCESS");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ALREADY_CLAIMED");
        assertThat(again.text("finalClaimStatus")).isEqualTo("FAILURE");
        assertThat(again.body().get("statusCode").asInt()).isEqualTo(409);
        var own = player.http().get("/event/" + event + "/reward/claim-history");
        assertThat(own.body().findValuesAsString("finalClaimStatus")).containsExactly("FAILURE", "SUCCESS");
        assertThat(own.body().findValuesAsString("rewardId")).containsOnly(reward);
    }

    @Test
    void whoHasNotDoneEnoughIsRefusedAndTheHistoryIsFiltered() {
        var event = event(2, reward(1));
        var other = event(1, reward(1));
        var player = people.somebody();

        assertThat(claim(player, event).code()).isEqualTo("NOT_QUALIFIED");
        assertThat(claim(player, other).status()).isEqualTo(201);

        var auditor = people.holderOf("AUDITOR").http();
        var all = "/event/reward/claim-history?userId=" + player.id();
        assertThat(auditor.get(all).body().findValuesAsString("eventId")).containsExactly(other, event);
        assertThat(auditor.get(all + "&finalClaimStatus=FAILURE").body().findValuesAsString("code"))
                .containsExactly("NOT_QUALIFIED");
        assertThat(auditor.get(all + "&finalClaimStatus=SUCCESS").body().findValuesAsString("eventId"))
                .containsExactly(other);
        assertThat(auditor.get(all + "&eventType=LOGIN").body().size()).isEqualTo(2);
        assertThat(auditor.get(all + "&eventType=FRIEND_INVITE").body().size()).isZero();
        assertThat(auditor.get("/event/reward/claim-history?eventId=" + event)
                        .body()
                        .size())
                .isEqualTo(1);
        assertThat(player.http().get(all).status()).isEqualTo(403);
    }

    @Test
    void anItemIsLinkedOnce() {
        var item = item("scarf");
        var reward = reward(1);
        var link = "/event/reward/" + reward + "/item/" + item;

        var linked = operator.http().post(link, Map.of());
        assertThat(linked.status()).as("%s", linked).isEqualTo(201);
        assertThat(operator.http().post(link, Map.of()).status()).isEqualTo(409);
        assertThat(operator.http().get("/event/reward/" + reward).body().toString())
                .contains("gem")
                .contains("scarf");
        assertThat(operator.http().get("/event/reward/" + item).status()).isEqualTo(404);
        assertThat(operator.http().post("/event/reward/42/item/42", Map.of()).status())
                .isEqualTo(404);
        assertThat(operator.http()
                        .post("/event/reward/item", Map.of("item", "gem", "quantity", 0))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anEventWithoutARewardGivesNothing() {
        var refused = claim(people.somebody(), event(1));
        assertThat(refused.code()).isEqualTo("REWARD_NOT_ATTACHED");
        assertThat(refused.text("finalClaimStatus")).isEqualTo("FAILURE");
    }

    private Answer claim(Person player, String event) {
        return player.http().post("/event/" + event + "/claim-reward", Map.of());
    }

    private String item(String what) {
        var made = operator.http().post("/event/reward/item", Map.of("item", what, "quantity", 1));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.text("id");
    }

    private String reward(int stock) {
        var made = operator.http()
                .post(
                        "/event/reward",
                        Map.of("title", "A prize", "rewardItemIds", List.of(item("gem")), "stock", stock));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.text("id");
    }

    private String event(int goal, String... rewards) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var made = operator.http()
                .post(
                        "/event",
                        Map.of(
                                "title",
                                "Sign in",
                                "category",
                                "LOGIN",
                                "goal",
                                goal,
                                "startDate",
                                today.minusDays(1).toString(),
                                "endDate",
                                today.plusDays(5).toString(),
                                "timezone",
                                "UTC",
                                "rewardIds",
                                List.of(rewards)));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.text("id");
    }
}
