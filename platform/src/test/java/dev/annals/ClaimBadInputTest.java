package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.idempotency.Idempotency;
import dev.annals.foundation.idempotency.RepeatableRequest;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What cannot be done with rewards and claims has a code of its own over HTTP, and nothing comes of it. */
class ClaimBadInputTest extends ClaimsOnBothStores {

    /** Red: the check of what is left taken out of the restocking. */
    @ParameterizedTest
    @EnumSource
    void whatIsClaimedCannotBeTakenOutOfTheStock(Store store) {
        on(store);
        var hat = offers.reward(3);
        var campaign = offers.campaign(1, hat);
        offers.claim(people.somebody(), campaign, hat);
        var claimed = offers.claim(people.somebody(), campaign, hat);
        var before = head();

        var refused = offers.operator().http().post("/api/v1/rewards/" + hat + "/restock", Map.of("quantity", -2));

        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("STOCK_BELOW_CLAIMED");
        assertThat(head()).isEqualTo(before);
        checks.expectLedger(claimed, hat, 3, 2, 0, 1);
    }

    /** Red: attached without a look whether there is one. */
    @ParameterizedTest
    @EnumSource
    void aRewardThatNobodyKnowsIsNotAttached(Store store) {
        on(store);
        var campaign = offers.draft(1, "2030-12-01", "2030-12-14");
        var before = head();

        var refused = offers.operator()
                .http()
                .put("/api/v1/campaigns/" + campaign + "/rewards/" + UUID.randomUUID(), Map.of());

        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("UNKNOWN_REWARD");
        assertThat(head()).isEqualTo(before);
    }

    /** The first one has begun and does not come to an end. Red: no key in the transaction of the claim. */
    @ParameterizedTest
    @EnumSource
    void whoAsksAgainWhileTheFirstRequestIsUnderWayIsToldSo(Store store) {
        on(store);
        var hat = offers.reward(1);
        var campaign = offers.campaign(1, hat);
        var player = people.somebody();
        var keyed = player.http().with("Idempotency-Key", "in-flight");
        var first = new RepeatableRequest(
                new Actor.User(UserId.of(player.id())), "POST /api/v1/claims", "in-flight", campaign + " " + hat);

        var second = Objects.requireNonNull(
                new TransactionTemplate(house.part(JdbcTransactionManager.class)).execute(status -> {
                    house.part(Idempotency.class).begin(first);
                    status.setRollbackOnly();
                    return offers.claim(keyed, campaign, hat);
                }));

        assertThat(second.status()).as("%s", second).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DUPLICATE_IN_FLIGHT");
        var later = offers.claim(keyed, campaign, hat);
        assertThat(later.status()).as("nothing came of either").isEqualTo(201);
        checks.expectLedger(later, hat, 1, 1, 0, 0);
    }

    private long head() {
        return house.part(Positions.class).head().index();
    }
}
