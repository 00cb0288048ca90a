package dev.annals.reward.projection;

import static dev.annals.Given.MINA;
import static dev.annals.Given.sealed;
import static dev.annals.foundation.projection.ProjectionHarness.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimId;
import dev.annals.reward.Delivery;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.RewardItem;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What each event makes of each of the four read models.
 *
 * <p>Red: each row of a switch left out, one after the other.
 */
class RewardProjectionsTest {

    private static final CampaignId SPRING = CampaignId.of("00000000-0000-4000-8000-0000000000c1");
    private static final RewardId HAT = RewardId.of("00000000-0000-4000-8000-0000000000d1");
    private static final ClaimId CLAIM = new ClaimId(SPRING, HAT, MINA, 1);
    private static final RewardItem FEATHER = new RewardItem(null, "feather", 1);
    private static final RewardItem GEM = new RewardItem(null, "gem", 500);
    private static final Actor OPERATOR = new Actor.System("operator");
    private static final Personal WHY = sealed(Purpose.REASON, "Lost in the post");

    private static final RewardDefined DEFINED =
            new RewardDefined(HAT, "A hat", "Warm", List.of(FEATHER), true, List.of(3L, 2L), 2, Delivery.WEBHOOK);
    private static final RewardDefined ENDLESS =
            new RewardDefined(HAT, "A hat", "Warm", List.of(FEATHER), false, List.of(), 2, Delivery.MANUAL);

    private final DataSource database = TestStores.h2();

    @Nested
    class Catalogue {

        private final ProjectionHarness catalogue = ProjectionHarness.on(database, RewardCatalogueProjection::new);

        @Test
        void aRewardIsARow() {
            catalogue.given(DEFINED);
            assertThat(catalogue.row("reward_catalogue"))
                    .containsEntry("reward_id", HAT.value())
                    .containsEntry("title", "A hat")
                    .containsEntry("description", "Warm")
                    .containsEntry("items", ItemTexts.of(List.of(FEATHER)))
                    .containsEntry("stock", 5L)
                    .containsEntry("per_user_limit", 2)
                    .containsEntry("delivery", "WEBHOOK")
                    .containsEntry("retired", false)
                    .containsEntry("log_index", 1L);
        }

        @Test
        void whatIsNotLimitedHasNoStock() {
            catalogue.given(ENDLESS);
            assertThat(catalogue.row("reward_catalogue")).containsEntry("stock", null);
        }

        @Test
        void anItemMore() {
            catalogue.given(DEFINED, new RewardItemAdded(HAT, List.of(FEATHER, GEM)));
            assertThat(catalogue.row("reward_catalogue"))
                    .containsEntry("items", ItemTexts.of(List.of(FEATHER, GEM)))
                    .containsEntry("stock", 5L);
        }

        @Test
        void aStockThatChanged() {
            catalogue.given(DEFINED, new RewardRestocked(HAT, 7, 12, List.of(4L, 3L)));
            assertThat(catalogue.row("reward_catalogue")).containsEntry("stock", 12L);
        }

        @Test
        void aRewardThatIsGivenNoMore() {
            catalogue.given(DEFINED, new RewardRetired(HAT, 3, 2));
            assertThat(catalogue.row("reward_catalogue"))
                    .containsEntry("retired", true)
                    .containsEntry("stock", 2L);
        }

        @Test
        void oneWithoutALimitThatIsGivenNoMoreHasStillNoStock() {
            catalogue.given(ENDLESS, new RewardRetired(HAT, 0, 0));
            assertThat(catalogue.row("reward_catalogue"))
                    .containsEntry("retired", true)
                    .containsEntry("stock", null);
        }

        @Test
        void theSameHistoryAgainGivesTheSameRows() {
            catalogue.given(DEFINED, new RewardRestocked(HAT, 7, 12, List.of(4L, 3L)), new RewardRetired(HAT, 3, 9));
            var before = catalogue.rows("reward_catalogue");
            assertThat(catalogue.again().rows("reward_catalogue")).hasSize(1).isEqualTo(before);
        }
    }

    @Nested
    class Ledger {

        private final ProjectionHarness ledger = ProjectionHarness.on(database, StockLedgerProjection::new);

        @Test
        void aStockIsOpened() {
            ledger.given(DEFINED);
            expect("OPENED", 5, null);
        }

        @Test
        void aStockChanges() {
            ledger.given(new RewardRestocked(HAT, -4, 1, List.of(-2L, -2L)));
            expect("RESTOCKED", -4, null);
        }

        @Test
        void aPieceIsClaimed() {
            ledger.given(claimed(0));
            expect("CLAIMED", -1, CLAIM.text());
        }

        @Test
        void aPieceComesBack() {
            ledger.given(reversed(0));
            expect("RETURNED", 1, CLAIM.text());
        }

        @Test
        void theRestIsTakenOut() {
            ledger.given(new RewardRetired(HAT, 3, 2));
            expect("RETIRED", -3, null);
        }

        @Test
        void whatHasNoStockMovesNothing() {
            ledger.given(ENDLESS, claimed(null), reversed(null), new RewardRetired(HAT, 0, 0));
            assertThat(ledger.rows("stock_ledger")).isEmpty();
        }

        @Test
        void whatIsNoMovementIsNone() {
            ledger.given(new RewardItemAdded(HAT, List.of(GEM)), delivered(), failed(), retried(), refused());
            assertThat(ledger.rows("stock_ledger")).isEmpty();
        }

        @Test
        void theSameHistoryAgainGivesTheSameRows() {
            ledger.given(DEFINED, claimed(0), reversed(0));
            var before = ledger.rows("stock_ledger");
            assertThat(ledger.again().rows("stock_ledger")).hasSize(3).isEqualTo(before);
        }

        private void expect(String movement, long quantity, @Nullable String claimId) {
            assertThat(ledger.row("stock_ledger"))
                    .containsEntry("reward_id", HAT.value())
                    .containsEntry("movement", movement)
                    .containsEntry("quantity", quantity)
                    .containsEntry("claim_id", claimId)
                    .containsEntry("event_id", "event-1")
                    .containsEntry("log_index", 1L);
        }
    }

    @Nested
    class Sums {

        private final ProjectionHarness sums = ProjectionHarness.on(database, StockSumProjection::new);

        @Test
        void whatMovedIsSummedInNarrowAndInWideStretches() {
            sums.given(DEFINED, claimed(0))
                    .given(claimed(1), reversed(0), new RewardRestocked(HAT, 5, 10, List.of(3L, 2L)))
                    .given(new RewardRetired(HAT, 9, 2));
            assertThat(sums.rows("stock_sum"))
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row)
                            .containsEntry("reward_id", HAT.value())
                            .containsEntry("place", 0L)
                            .containsEntry("opened", 5L)
                            .containsEntry("claimed", -2L)
                            .containsEntry("returned", 1L)
                            .containsEntry("restocked", 5L)
                            .containsEntry("retired", -9L));
            assertThat(sums.rows("stock_sum"))
                    .extracting(row -> row.get("width"))
                    .containsExactlyInAnyOrder(8, 16, 24);
        }

        @Test
        void aStretchEndsAfterSoManyPlacesOfTheLog() {
            for (var n = 0; n < 51; n++) sums.given(claimed(0), claimed(0), claimed(0), claimed(0), claimed(0));
            sums.given(claimed(0), claimed(0));
            assertThat(sums.rows("stock_sum"))
                    .extracting(row -> row.get("width") + " " + row.get("place") + " " + row.get("claimed"))
                    .containsExactlyInAnyOrder("8 0 -255", "8 1 -2", "16 0 -257", "24 0 -257");
        }

        @Test
        void whatHasNoStockIsNotSummed() {
            sums.given(ENDLESS, claimed(null), reversed(null), new RewardRetired(HAT, 0, 0));
            assertThat(sums.rows("stock_sum")).isEmpty();
        }
    }

    @Nested
    class History {

        private final ProjectionHarness history = ProjectionHarness.on(database, ClaimHistoryProjection::new);

        @Test
        void aGrantIsARow() {
            history.given(claimed(0));
            assertThat(history.row("claim_history"))
                    .containsEntry("entry", CLAIM.text())
                    .containsEntry("event_id", "event-1")
                    .containsEntry("status", "CLAIMED")
                    .containsEntry("code", null)
                    .containsEntry("campaign_id", SPRING.value())
                    .containsEntry("reward_id", HAT.value())
                    .containsEntry("user_id", MINA.value())
                    .containsEntry("number", 1)
                    .containsEntry("delivery", "WEBHOOK")
                    .containsEntry("items", ItemTexts.of(List.of(FEATHER)))
                    .containsEntry("settled_at", null)
                    .containsEntry("log_index", 1L);
        }

        @Test
        void aRefusalIsARowOfItsOwn() {
            history.given(refused());
            assertThat(history.row("claim_history"))
                    .containsEntry("entry", "event-1")
                    .containsEntry("status", "REFUSED")
                    .containsEntry("code", "NOT_QUALIFIED")
                    .containsEntry("refusals", 4L)
                    .containsEntry("number", null);
        }

        @Test
        void whatWasDelivered() {
            history.given(claimed(0), delivered());
            expectSettled("DELIVERED", null);
        }

        @Test
        void whatCouldNotBeDelivered() {
            history.given(claimed(0), failed());
            expectSettled("FAILED", WHY.text());
        }

        @Test
        void whatIsToldAgainIsNotSettledAnyMore() {
            history.given(claimed(0), failed(), retried());
            assertThat(history.row("claim_history"))
                    .containsEntry("status", "CLAIMED")
                    .containsEntry("settled_at", null)
                    .containsEntry("settled_by", null)
                    .containsEntry("reason", null)
                    .containsEntry("items", ItemTexts.of(List.of(FEATHER)));
        }

        @Test
        void whatWasTakenBack() {
            history.given(claimed(0), reversed(0));
            expectSettled("REVERSED", WHY.text());
        }

        @Test
        void thatItIsToldAgainChangesNothing() {
            history.given(claimed(0), reversed(0), new ClaimReversalRetried(CLAIM, SPRING, HAT, MINA, OPERATOR));
            expectSettled("REVERSED", WHY.text());
        }

        @Test
        void theSameHistoryAgainGivesTheSameRows() {
            history.given(claimed(0), failed(), retried(), delivered(), refused());
            var before = history.rows("claim_history");
            assertThat(history.again().rows("claim_history")).hasSize(2).isEqualTo(before);
        }

        private void expectSettled(String status, @Nullable String reason) {
            Map<String, Object> row = history.row("claim_history");
            assertThat(row)
                    .containsEntry("status", status)
                    .containsEntry("settled_by", OPERATOR.text())
                    .containsEntry("reason", reason)
                    .containsEntry("number", 1);
            assertThat(((OffsetDateTime) row.get("settled_at")).toInstant()).isEqualTo(NOON.plusSeconds(3600));
        }
    }

    private static RewardClaimed claimed(@Nullable Integer bucket) {
        return new RewardClaimed(CLAIM, SPRING, HAT, MINA, 1, List.of(FEATHER), Delivery.WEBHOOK, bucket, evidence());
    }

    private static ClaimDelivered delivered() {
        return new ClaimDelivered(CLAIM, SPRING, HAT, MINA, OPERATOR);
    }

    private static ClaimFailed failed() {
        return new ClaimFailed(CLAIM, SPRING, HAT, MINA, OPERATOR, WHY);
    }

    private static ClaimRetried retried() {
        return new ClaimRetried(CLAIM, SPRING, HAT, MINA, OPERATOR);
    }

    private static ClaimReversed reversed(@Nullable Integer bucket) {
        return new ClaimReversed(CLAIM, SPRING, HAT, MINA, OPERATOR, WHY, bucket);
    }

    private static ClaimRefused refused() {
        return new ClaimRefused(SPRING, HAT, MINA, "NOT_QUALIFIED", LocalDate.parse("2026-11-21"), 4, evidence());
    }

    private static ClaimEvidence evidence() {
        return new ClaimEvidence(NOON, 1, 0, 0, null);
    }
}
