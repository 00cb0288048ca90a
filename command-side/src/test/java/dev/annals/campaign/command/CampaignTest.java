package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.*;
import static dev.annals.campaign.command.CampaignWorld.GEMS;
import static dev.annals.campaign.command.CampaignWorld.RETIRED;
import static dev.annals.campaign.command.CampaignWorld.SEVEN_DAYS;
import static dev.annals.campaign.command.CampaignWorld.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignCommand;
import dev.annals.campaign.CampaignCommand.ActivateCampaign;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignCommand.DetachReward;
import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignCommand.EditCampaign;
import dev.annals.campaign.CampaignCommand.EndCampaign;
import dev.annals.campaign.CampaignCommand.PauseCampaign;
import dev.annals.campaign.CampaignCommand.ResumeCampaign;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.RewardId;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One outcome of each command at a time. */
class CampaignTest {

    private static final CampaignDrafted DRAFTED = new CampaignDrafted(SEVEN_DAYS, definition());
    private static final CampaignActivated ACTIVATED = new CampaignActivated(SEVEN_DAYS);
    private static final CampaignPaused PAUSED = new CampaignPaused(SEVEN_DAYS);
    private static final CampaignEnded ENDED = new CampaignEnded(SEVEN_DAYS);
    private static final RewardAttached ATTACHED = new RewardAttached(SEVEN_DAYS, GEMS);

    private final CampaignWorld world = new CampaignWorld();

    @Test
    void anOperatorDraftsACampaign() {
        world.when(new DraftCampaign(SEVEN_DAYS, definition())).expectEvents(DRAFTED);
        assertThat(world.standing().definition()).isEqualTo(definition());
        assertThat(world.standing().phaseAt(world.now)).isEqualTo(CampaignPhase.DRAFT);
    }

    @Test
    void anActivatedCampaignOpensAndClosesByItself() {
        world.when(new ActivateCampaign(SEVEN_DAYS), DRAFTED).expectEvents(ACTIVATED);
        var window = definition().window();
        assertThat(world.standing().phaseAt(window.start().minusNanos(1))).isEqualTo(CampaignPhase.SCHEDULED);
        assertThat(world.standing().phaseAt(window.start())).isEqualTo(CampaignPhase.OPEN);
        assertThat(world.standing().phaseAt(window.end().minusNanos(1))).isEqualTo(CampaignPhase.OPEN);
        assertThat(world.standing().phaseAt(window.end())).isEqualTo(CampaignPhase.CLOSED);
    }

    @Test
    void whatIsSoAlreadyIsNoEvent() {
        world.when(new ActivateCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectNoEvents();
        world.when(new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED).expectNoEvents();
        world.when(new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectNoEvents();
        world.when(new EndCampaign(SEVEN_DAYS), DRAFTED, ENDED).expectNoEvents();
    }

    @Test
    void aCampaignIsPausedResumedAndEnded() {
        world.when(new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectEvents(PAUSED);
        assertThat(world.standing().phaseAt(definition().window().start())).isEqualTo(CampaignPhase.PAUSED);
        world.when(new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED)
                .expectEvents(new CampaignResumed(SEVEN_DAYS));
        world.when(new EndCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectEvents(ENDED);
        assertThat(world.standing().phaseAt(definition().window().start())).isEqualTo(CampaignPhase.CLOSED);
    }

    @Test
    void stepsThatDoNotFollowAreRefused() {
        world.refused(CAMPAIGN_NOT_A_DRAFT, new ActivateCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED);
        world.refused(CAMPAIGN_NOT_ACTIVE, new PauseCampaign(SEVEN_DAYS), DRAFTED);
        world.refused(CAMPAIGN_NOT_PAUSED, new ResumeCampaign(SEVEN_DAYS), DRAFTED);
    }

    @Test
    void whatIsOverStaysOver() {
        for (var command : List.of(
                new ActivateCampaign(SEVEN_DAYS),
                new PauseCampaign(SEVEN_DAYS),
                new ResumeCampaign(SEVEN_DAYS),
                new AttachReward(SEVEN_DAYS, GEMS),
                new DetachReward(SEVEN_DAYS, GEMS),
                new EditCampaign(SEVEN_DAYS, definition("2026-12-01", "2027-12-14", new LoginDays(1)), null)))
            world.refused(CAMPAIGN_OVER, command, DRAFTED, ATTACHED, ACTIVATED, ENDED);
        world.now = definition().window().end();
        world.refused(CAMPAIGN_OVER, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        world.refused(CAMPAIGN_OVER, new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED);
        world.refused(CAMPAIGN_OVER, new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED);
        var longer = definition("2026-12-01", "2026-12-24", new ConsecutiveLoginDays(7));
        world.refused(CAMPAIGN_OVER, new EditCampaign(SEVEN_DAYS, longer, null), DRAFTED, ACTIVATED);
    }

    @Test
    void whatNobodyDraftedIsNotFound() {
        world.refused(CAMPAIGN_NOT_FOUND, new ActivateCampaign(SEVEN_DAYS));
        world.refused(CAMPAIGN_NOT_FOUND, new EditCampaign(SEVEN_DAYS, definition(), null));
        world.refused(CAMPAIGN_NOT_FOUND, new AttachReward(SEVEN_DAYS, GEMS));
    }

    @Test
    void whoMayNotIsRefusedBeforeHeLearnsAnything() {
        world.permissions.clear();
        for (var command : everyCommand()) world.refused(SharedRefusal.NOT_PERMITTED, command);
        world.permissions.add(Permission.CAMPAIGNS_DEFINE);
        world.refused(SharedRefusal.NOT_PERMITTED, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        world.permissions.clear();
        world.permissions.add(Permission.CAMPAIGNS_OPERATE);
        world.refused(SharedRefusal.NOT_PERMITTED, new AttachReward(SEVEN_DAYS, GEMS), DRAFTED);
    }

    @Test
    void aClockThatWentBackDecidesNothing() {
        world.now = CampaignWorld.DRAFTED_AT.minus(Duration.ofMinutes(10));
        world.refused(CLOCK_WENT_BACK, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        world.refused(CLOCK_WENT_BACK, new EndCampaign(SEVEN_DAYS), DRAFTED);
    }

    @Test
    void rewardsAreAttachedAndDetached() {
        world.when(new AttachReward(SEVEN_DAYS, GEMS), DRAFTED).expectEvents(ATTACHED);
        assertThat(world.standing().rewards()).containsExactly(GEMS);
        world.when(new DetachReward(SEVEN_DAYS, GEMS), DRAFTED, ATTACHED, ACTIVATED)
                .expectEvents(new RewardDetached(SEVEN_DAYS, GEMS));
        assertThat(world.standing().rewards()).isEmpty();
    }

    @Test
    void rewardsThatCannotBeAttachedAreRefused() {
        world.refused(UNKNOWN_REWARD, new AttachReward(SEVEN_DAYS, new RewardId(UUID.randomUUID())), DRAFTED);
        world.refused(REWARD_IS_RETIRED, new AttachReward(SEVEN_DAYS, RETIRED), DRAFTED);
        world.refused(REWARD_ALREADY_ATTACHED, new AttachReward(SEVEN_DAYS, GEMS), DRAFTED, ATTACHED);
        world.refused(REWARD_NOT_ATTACHED, new DetachReward(SEVEN_DAYS, GEMS), DRAFTED);
        var many = Stream.concat(
                        Stream.of(DRAFTED),
                        IntStream.range(0, 20)
                                .mapToObj(each -> new RewardAttached(SEVEN_DAYS, new RewardId(UUID.randomUUID()))))
                .toArray(CampaignEvent[]::new);
        world.refused(TOO_MANY_REWARDS, new AttachReward(SEVEN_DAYS, GEMS), many);
    }

    private static List<CampaignCommand> everyCommand() {
        return List.of(
                new DraftCampaign(SEVEN_DAYS, definition()),
                new EditCampaign(SEVEN_DAYS, definition(), null),
                new ActivateCampaign(SEVEN_DAYS),
                new PauseCampaign(SEVEN_DAYS),
                new ResumeCampaign(SEVEN_DAYS),
                new EndCampaign(SEVEN_DAYS),
                new AttachReward(SEVEN_DAYS, GEMS),
                new DetachReward(SEVEN_DAYS, GEMS));
    }
}
