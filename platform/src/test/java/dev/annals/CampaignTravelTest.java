package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.foundation.store.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An auditor asks how a campaign stood at any moment, and what there was of a reward. */
@ParameterizedClass
@EnumSource(Store.class)
class CampaignTravelTest {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    private House house;
    private People people;
    private Offers offers;
    private Http auditor;

    @BeforeEach
    void open() {
        house = House.shared(store);
        people = new People(house);
        offers = new Offers(house);
        auditor = people.holderOf("AUDITOR").http();
    }

    @Test
    void everyMomentOfACampaignCanBeAskedFor() {
        var hat = offers.reward(1);
        var before = head();
        var campaign = offers.draft(1, "2026-01-01", "2027-01-01", hat);
        var drafted = head();
        offers.step(campaign, "activate");
        var active = head();
        offers.step(campaign, "pause");
        var paused = Instant.now();
        var path = "/api/v1/audit/campaigns/" + campaign;

        assertThat(auditor.get(path + "/as-of?at=" + before).code()).isEqualTo("CAMPAIGN_NOT_FOUND");
        assertThat(phase(path, drafted)).isEqualTo("DRAFT");
        assertThat(phase(path, active)).isEqualTo("OPEN");
        assertThat(phase(path, paused)).isEqualTo("PAUSED");
        var difference = auditor.get(path + "/difference?from=" + drafted + "&to=" + paused);
        assertThat(texts(difference.body().path("changed")))
                .as("%s", difference)
                .containsExactly("phase");
        assertThat(difference.body().path("steps").findValuesAsString("type"))
                .containsExactly("campaign.activated", "campaign.paused");
        assertThat(difference
                        .body()
                        .path("after")
                        .path("campaign")
                        .path("rewards")
                        .path(0)
                        .asString())
                .isEqualTo(hat);
        assertThat(texts(auditor.get(path + "/difference?from=" + before + "&to=" + active)
                        .body()
                        .path("changed")))
                .containsExactly("campaign_id");
    }

    /** That it opened is no event: an instant before it finds it closed, whenever that is asked. */
    @Test
    void aWindowThatOpenedSinceWasNotOpenThen() {
        var opens = Instant.now().plusSeconds(2);
        var campaign = offers.draft(1, opens.toString(), "2027-01-01");
        offers.step(campaign, "activate");
        var activated = head();
        var then = Instant.now();
        await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(opens));
        var path = "/api/v1/audit/campaigns/" + campaign;

        assertThat(phase(path, activated)).isEqualTo("SCHEDULED");
        assertThat(phase(path, then)).isEqualTo(then.isBefore(opens) ? "SCHEDULED" : "OPEN");
        assertThat(phase(path, Instant.now())).isEqualTo("OPEN");
    }

    @Test
    void everyMomentOfAStockCanBeAskedFor() {
        var hat = offers.reward(3);
        var defined = head();
        var campaign = offers.campaign(1, hat);
        var claimed = offers.claim(people.somebody(), campaign, hat);
        offers.claim(people.somebody(), campaign, hat);
        var twice = head();
        var operator = offers.operator().http();
        ok(operator.post("/api/v1/rewards/" + hat + "/restock", Map.of("quantity", 10)));
        ok(operator.post("/api/v1/claims/" + claimed.text("claim_id") + "/reverse", Map.of("reason", "A test")));
        var restocked = head();
        ok(operator.post("/api/v1/rewards/" + hat + "/retire", Map.of()));
        var end = Instant.now();
        var path = "/api/v1/audit/rewards/" + hat;

        assertThat(available(path, defined)).isEqualTo(3);
        assertThat(available(path, claimed.header("Annals-Position"))).isEqualTo(2);
        assertThat(available(path, twice)).isEqualTo(1);
        assertThat(available(path, restocked)).isEqualTo(12);
        assertThat(available(path, end)).isZero();
        var difference = auditor.get(path + "/difference?from=" + twice + "&to=" + end);
        assertThat(texts(difference.body().path("changed")))
                .as("%s", difference)
                .containsExactly("retired", "stock");
        assertThat(difference.body().path("steps").findValuesAsString("type"))
                .containsExactly("reward.restocked", "reward.retired");
        var after = difference.body().path("after").path("stock");
        assertThat(after.path("claimed").asLong()).isEqualTo(2);
        assertThat(after.path("returned").asLong()).isEqualTo(1);
        assertThat(after.path("retired").asLong()).isEqualTo(12);
    }

    @Test
    void whatCannotBeAskedForSaysWhy() {
        var hat = offers.reward(1);
        var path = "/api/v1/audit/rewards/" + hat + "/as-of?at=";

        assertThat(auditor.get(path + "999999999").code()).isEqualTo("POSITION_BEYOND_HEAD");
        assertThat(auditor.get(path + "0").code()).isEqualTo("BEFORE_THE_FIRST_EVENT");
        assertThat(auditor.get("/api/v1/audit/rewards/" + UUID.randomUUID() + "/as-of?at=" + Instant.now())
                        .code())
                .isEqualTo("REWARD_NOT_FOUND");
        assertThat(auditor.get("/api/v1/audit/rewards/" + hat + "/difference?from=2&to=1")
                        .code())
                .isEqualTo("INVALID_VALUE");
        assertThat(people.somebody().http().get(path + Instant.now()).status()).isEqualTo(403);
    }

    private long head() {
        return house.part(Positions.class).head().index();
    }

    private String phase(String path, Object at) {
        return ok(auditor.get(path + "/as-of?at=" + at))
                .body()
                .path("campaign")
                .path("phase")
                .asString();
    }

    private long available(String path, Object at) {
        return ok(auditor.get(path + "/as-of?at=" + at))
                .body()
                .path("stock")
                .path("available")
                .asLong(-1);
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isLessThan(300);
        return answer;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
