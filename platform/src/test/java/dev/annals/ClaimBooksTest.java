package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of claims that were granted, and what the books say of all of them. */
class ClaimBooksTest extends ClaimsOnBothStores {

    @ParameterizedTest
    @EnumSource
    void whatThePlayerNeverHadReturnsToTheStock(Store store) {
        on(store);
        var hat = offers.reward(2);
        var campaign = offers.campaign(1, hat);
        var first = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        var second = offers.claim(people.somebody(), campaign, hat).text("claim_id");
        var third = people.somebody();
        checks.expectRefused(third, campaign, hat, 409, "OUT_OF_STOCK");

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
        checks.expectLedger(taken, hat, 2, 3, 1, 0);
        checks.expectReproduced(
                third.http().get("/api/v1/claims/" + taken.text("claim_id") + "/explanation"), "GRANTED");
        assertThat(third.http()
                        .post("/api/v1/claims/" + taken.text("claim_id") + "/deliver", Map.of())
                        .status())
                .isEqualTo(403);
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

    private void expectSettled(String claim, String how, int status, String outcome) {
        var answer = settle(claim, how, Map.of("reason", "A test"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(status == 200 ? answer.text("status") : answer.code()).isEqualTo(outcome);
    }

    private Answer settle(String claim, String how, Map<String, String> body) {
        return offers.operator().http().post("/api/v1/claims/" + claim + "/" + how, body);
    }
}
