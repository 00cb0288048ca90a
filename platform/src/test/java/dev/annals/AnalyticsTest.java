package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many came, how many stayed. */
class AnalyticsTest {

    @ParameterizedTest
    @EnumSource
    void whoSignsUpAndInIsCountedOnceADay(Store store) {
        var house = House.shared(store);
        var people = new People(house);
        var analyst = people.holderOf("OPERATOR").http();
        var before = users(analyst, "daily");
        var signedUp = users(analyst, "sign-ups");

        var hana = people.somebody();
        var again = people.signedIn(hana.username(), People.PASSWORD);
        var position = String.valueOf(
                house.part(dev.annals.foundation.store.Positions.class).head());
        analyst = analyst.with("Annals-Position", position);

        assertThat(again.id()).isEqualTo(hana.id());
        assertThat(users(analyst, "daily")).isEqualTo(before + 1);
        assertThat(users(analyst, "sign-ups")).isEqualTo(signedUp + 1);
        assertThat(users(analyst, "monthly")).isGreaterThanOrEqualTo(before + 1);
        var month = YearMonth.now(ZoneOffset.UTC).toString();
        var cohort =
                analyst.get("/api/v1/analytics/retention").body().path("items").path(0);
        assertThat(cohort.path("cohort").asString()).isEqualTo(month);
        assertThat(cohort.path("months_later").asInt()).isZero();
        assertThat(cohort.path("active").asLong())
                .isBetween(1L, cohort.path("signed_up").asLong());
        assertThat(analyst.get("/api/v1/analytics/users.csv?of=monthly").raw().body())
                .startsWith("period,users\r\n" + month + ",");
        assertThat(analyst.get("/api/v1/analytics/retention.csv").raw().body())
                .startsWith("cohort,signed_up,months_later,active\r\n" + month + ",");
    }

    @ParameterizedTest
    @EnumSource
    void claimsAreCountedByCampaignAndDay(Store store) {
        var house = House.shared(store);
        var people = new People(house);
        var offers = new Offers(house);
        var hat = offers.reward(2);
        var campaign = offers.campaign(1, hat);
        var delivered = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        var reversed = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        offers.claim(people.somebody(), campaign, hat);
        var why = Map.of("reason", "A test");
        offers.operator().http().post("/api/v1/claims/" + delivered + "/deliver", why);
        var last = offers.operator().http().post("/api/v1/claims/" + reversed + "/reverse", why);
        var today = LocalDate.now(ZoneOffset.UTC).toString();

        var claims = offers.read(last, "/api/v1/analytics/claims?campaign_id=" + campaign)
                .body()
                .path("items");

        assertThat(claims.toString())
                .isEqualTo("[{\"period\":\""
                        + today + "\",\"campaign_id\":\"" + campaign
                        + "\",\"granted\":2,\"delivered\":1,\"failed\":0,\"reversed\":1,\"refused\":1}]");
        assertThat(offers.read(last, "/api/v1/analytics/claims.csv").raw().body())
                .startsWith("period,campaign_id,granted,delivered,failed,reversed,refused\r\n")
                .contains("\r\n" + today + "," + campaign + ",2,1,0,1,1\r\n");
        assertThat(offers.read(last, "/api/v1/analytics/claims?to=2020-01-01")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(people.somebody().http().get("/api/v1/analytics/claims").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoRangeIsRefused(Store store) {
        var analyst = new People(House.shared(store)).holderOf("OPERATOR").http();

        assertThat(analyst.get("/api/v1/analytics/users?from=2026-05-03&to=2026-05-02")
                        .code())
                .isEqualTo("INVALID_VALUE");
        assertThat(analyst.get("/api/v1/analytics/users?from=1999-01-01").code())
                .isEqualTo("INVALID_VALUE");
        assertThat(analyst.get("/api/v1/analytics/users?of=yearly").code()).isEqualTo("INVALID_VALUE");
    }

    private static long users(Http by, String of) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var answer = by.get("/api/v1/analytics/users?of=" + of + (of.equals("monthly") ? "" : "&from=" + today));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body().path("items").path(0).path("users").asLong(0);
    }
}
