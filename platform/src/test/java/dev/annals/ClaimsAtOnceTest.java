package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same wish many times, at once or again, and many wishes for what there is little of. */
class ClaimsAtOnceTest extends ClaimsOnBothStores {

    @ParameterizedTest
    @EnumSource
    void ofManyWhoClaimAtOnceAsManyGetItAsThereAre(Store store) throws Exception {
        on(store);
        var hat = offers.reward(10);
        var campaign = offers.campaign(1, hat);
        var players = IntStream.range(0, 40).mapToObj(n -> people.somebody()).toList();

        var answers = checks.atOnce(players.stream()
                .<Callable<Answer>>map(player -> () -> offers.claim(player, campaign, hat))
                .toList());

        assertThat(Offers.counts(answers)).isEqualTo(Map.of("201", 10L, "409 OUT_OF_STOCK", 30L));
        checks.expectLedger(answers.getLast(), hat, 10, 10, 0, 0);
        var refused = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findAny()
                .orElseThrow();
        checks.expectReproduced(checks.explanationOf(refused, offers.operator().http()), "OUT_OF_STOCK");
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

        var without = checks.atOnce(java.util.Collections.nCopies(200, () -> offers.claim(player, campaign, hat)));
        var with = checks.atOnce(java.util.Collections.nCopies(200, () -> offers.claim(withKey, campaign, hat)));

        assertThat(Offers.counts(without)).isEqualTo(Map.of("201", 1L, "409 ALREADY_CLAIMED", 199L));
        assertThat(Offers.counts(with)).isEqualTo(Map.of("201", 200L));
        assertThat(with.stream().map(answer -> answer.raw().body()).distinct()).hasSize(1);
        checks.expectLedger(with.getLast(), hat, 100, 2, 0, 98);
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
}
