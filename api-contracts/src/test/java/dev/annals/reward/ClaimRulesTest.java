package dev.annals.reward;

import static dev.annals.campaign.CampaignPhase.CLOSED;
import static dev.annals.campaign.CampaignPhase.DRAFT;
import static dev.annals.campaign.CampaignPhase.OPEN;
import static dev.annals.campaign.CampaignPhase.PAUSED;
import static dev.annals.campaign.CampaignPhase.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.RewardId;
import dev.annals.shared.UserId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {

    private static final ClaimFacts EVERYTHING_FITS = facts(true, OPEN, true, false, 0, 1, true);

    @Test
    void whateverFitsIsGranted() {
        assertThat(refusalOf(EVERYTHING_FITS, true)).isNull();
    }

    @Test
    void aBlockedUserGetsNothing() {
        assertThat(refusalOf(facts(false, OPEN, true, false, 0, 1, true), true)).isEqualTo(RewardRefusal.USER_BLOCKED);
    }

    @Test
    void beforeItsWindowACampaignGivesNothing() {
        assertThat(inPhase(SCHEDULED)).isEqualTo(RewardRefusal.CAMPAIGN_NOT_OPEN);
        assertThat(inPhase(DRAFT)).isEqualTo(RewardRefusal.CAMPAIGN_NOT_OPEN);
    }

    @Test
    void whileItIsPausedACampaignGivesNothing() {
        assertThat(inPhase(PAUSED)).isEqualTo(RewardRefusal.CAMPAIGN_PAUSED);
    }

    @Test
    void afterItsEndACampaignGivesNothing() {
        assertThat(inPhase(CLOSED)).isEqualTo(RewardRefusal.CAMPAIGN_OVER);
    }

    @Test
    void aCampaignGivesItsOwnRewards() {
        assertThat(refusalOf(facts(true, OPEN, false, false, 0, 1, true), true))
                .isEqualTo(RewardRefusal.REWARD_NOT_ATTACHED);
    }

    @Test
    void aRetiredRewardIsGivenToNobody() {
        assertThat(refusalOf(facts(true, OPEN, true, true, 0, 1, true), true)).isEqualTo(RewardRefusal.REWARD_RETIRED);
    }

    @Test
    void nobodyGetsMoreThanHisShare() {
        assertThat(refusalOf(facts(true, OPEN, true, false, 2, 2, true), true))
                .isEqualTo(RewardRefusal.ALREADY_CLAIMED);
        assertThat(refusalOf(facts(true, OPEN, true, false, 1, 2, true), true)).isNull();
    }

    @Test
    void whoDoesNotMeetTheConditionGetsNothing() {
        assertThat(refusalOf(facts(true, OPEN, true, false, 0, 1, false), true)).isEqualTo(RewardRefusal.NOT_QUALIFIED);
    }

    @Test
    void whereNothingIsLeftNothingIsGiven() {
        assertThat(refusalOf(EVERYTHING_FITS, false)).isEqualTo(RewardRefusal.OUT_OF_STOCK);
    }

    @Test
    void nothingIsTakenFromTheStockForAClaimThatIsRefused() {
        var taken = new AtomicBoolean();

        ClaimRules.refusalOf(facts(true, OPEN, true, false, 0, 1, false), () -> {
            taken.set(true);
            return true;
        });

        assertThat(taken).isFalse();
    }

    @Test
    void aClaimSaysWhatItIsAndIsReadBack() {
        var id = new ClaimId(
                new CampaignId(new UUID(1, 1)), new RewardId(new UUID(2, 2)), new UserId(new UUID(3, 3)), 12);

        assertThat(ClaimId.of(id.text())).isEqualTo(id);
    }

    private static @Nullable RewardRefusal inPhase(CampaignPhase phase) {
        return refusalOf(facts(true, phase, true, false, 0, 1, true), true);
    }

    private static @Nullable RewardRefusal refusalOf(ClaimFacts facts, boolean left) {
        return ClaimRules.refusalOf(facts, () -> left);
    }

    private static ClaimFacts facts(
            boolean active,
            CampaignPhase phase,
            boolean attached,
            boolean retired,
            int claimed,
            int limit,
            boolean qualified) {
        return new ClaimFacts(active, phase, attached, retired, claimed, limit, qualified);
    }
}
