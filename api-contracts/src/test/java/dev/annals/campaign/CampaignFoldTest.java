package dev.annals.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.Condition.LoginDays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Red: each line of its switch left out, one after the other. */
class CampaignFoldTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final RewardId HAT = new RewardId(new UUID(2, 1));
    private static final RewardId SCARF = new RewardId(new UUID(2, 2));
    private static final CampaignDefinition HARD = definition(7);
    private static final CampaignDefinition EASY = definition(3);

    private static final List<CampaignEvent> STORY = List.of(
            new CampaignDrafted(SPRING, HARD),
            new RewardAttached(SPRING, HAT),
            new RewardAttached(SPRING, SCARF),
            new CampaignActivated(SPRING),
            new CampaignEdited(SPRING, EASY),
            new RewardDetached(SPRING, HAT),
            new CampaignPaused(SPRING),
            new CampaignResumed(SPRING),
            new CampaignEnded(SPRING));

    @Test
    void whatWasNotDraftedIsNothing() {
        assertThat(CampaignFold.of(List.of())).isEmpty();
        assertThat(CampaignFold.of(STORY.subList(1, 4))).isEmpty();
    }

    @Test
    void eachMomentIsWhatItsEventsAmountTo() {
        expect(1, HARD, CampaignState.DRAFT);
        expect(3, HARD, CampaignState.DRAFT, HAT, SCARF);
        expect(4, HARD, CampaignState.ACTIVE, HAT, SCARF);
        expect(5, EASY, CampaignState.ACTIVE, HAT, SCARF);
        expect(6, EASY, CampaignState.ACTIVE, SCARF);
        expect(7, EASY, CampaignState.PAUSED, SCARF);
        expect(8, EASY, CampaignState.ACTIVE, SCARF);
        expect(9, EASY, CampaignState.ENDED, SCARF);
    }

    private static void expect(int events, CampaignDefinition definition, CampaignState state, RewardId... rewards) {
        assertThat(CampaignFold.of(STORY.subList(0, events))).hasValueSatisfying(fold -> {
            assertThat(fold.definition()).isEqualTo(definition);
            assertThat(fold.state()).isEqualTo(state);
            assertThat(fold.rewards()).containsExactly(rewards);
        });
    }

    private static CampaignDefinition definition(int days) {
        var window = CampaignTimes.window("2026-03-01", "2026-03-31", "UTC", 0);
        return new CampaignDefinition("Spring", "", window, new LoginDays(days), Visibility.PUBLIC);
    }
}
