package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.*;
import static dev.annals.campaign.command.CampaignWorld.GEMS;
import static dev.annals.campaign.command.CampaignWorld.SEVEN_DAYS;
import static dev.annals.campaign.command.CampaignWorld.condition;
import static dev.annals.campaign.command.CampaignWorld.definition;
import static dev.annals.campaign.command.CampaignWorld.window;
import static dev.annals.campaign.command.CampaignWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.CampaignCommand.EditCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Visibility;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may still change: of a draft everything, afterwards only what makes it wider. */
class CampaignEditTest {

    private static final CampaignDrafted DRAFTED = new CampaignDrafted(SEVEN_DAYS, definition());
    private static final CampaignActivated ACTIVATED = new CampaignActivated(SEVEN_DAYS);
    private static final RewardAttached ATTACHED = new RewardAttached(SEVEN_DAYS, GEMS);

    private final CampaignWorld world = new CampaignWorld();

    @Test
    void aDraftMayBecomeAnything() {
        var other = definition("2027-01-01", "2027-01-03", new LoginDays(3));
        world.when(new EditCampaign(SEVEN_DAYS, other, 1L), DRAFTED)
                .expectEvents(new CampaignEdited(SEVEN_DAYS, other));
        assertThat(world.standing().revision()).isEqualTo(2);
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        world.when(new EditCampaign(SEVEN_DAYS, definition(), null), DRAFTED).expectNoEvents();
    }

    @Test
    void whoEditedAnOlderRevisionIsRefused() {
        world.refused(CAMPAIGN_CHANGED, new EditCampaign(SEVEN_DAYS, definition(), 1L), DRAFTED, ATTACHED);
    }

    @Test
    void aDraftWhoseWindowHasPassedMayGetAnother() {
        world.now = definition().window().end();
        var later = definition("2027-12-01", "2027-12-14", new ConsecutiveLoginDays(7));
        world.when(new EditCampaign(SEVEN_DAYS, later, null), DRAFTED)
                .expectEvents(new CampaignEdited(SEVEN_DAYS, later));
    }

    static Stream<Arguments> narrowings() {
        var good = definition();
        return Stream.of(
                Arguments.of(EDIT_STARTS_LATER, definition("2026-12-02", "2026-12-14", good.condition())),
                Arguments.of(EDIT_ENDS_EARLIER, definition("2026-12-01", "2026-12-13", good.condition())),
                Arguments.of(
                        EDIT_MOVES_DAYS, window(CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Tokyo", 5))),
                Arguments.of(
                        EDIT_MOVES_DAYS, window(CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Seoul", 4))),
                Arguments.of(EDIT_HARDENS_CONDITION, condition(new ConsecutiveLoginDays(8))),
                Arguments.of(EDIT_HARDENS_CONDITION, condition(new FriendsInvited(1))),
                Arguments.of(
                        EDIT_HARDENS_CONDITION,
                        condition(new AllOf(List.of(new ConsecutiveLoginDays(7), new ProfileCompleted())))),
                Arguments.of(
                        EDIT_HIDES,
                        new CampaignDefinition(
                                good.title(),
                                good.description(),
                                good.window(),
                                good.condition(),
                                Visibility.UNLISTED)));
    }

    @ParameterizedTest
    @MethodSource("narrowings")
    void whatPlayersHaveSeenMayNotBecomeNarrower(CampaignRefusal refusal, CampaignDefinition narrower) {
        world.refused(refusal, new EditCampaign(SEVEN_DAYS, narrower, null), DRAFTED, ACTIVATED);
        world.when(new EditCampaign(SEVEN_DAYS, narrower, null), DRAFTED)
                .expectEvents(new CampaignEdited(SEVEN_DAYS, narrower));
    }

    static Stream<CampaignDefinition> widenings() {
        return Stream.of(
                definition("2026-11-30", "2026-12-15", new ConsecutiveLoginDays(7)),
                condition(new ConsecutiveLoginDays(6)),
                condition(new LoginDays(7)),
                condition(new AnyOf(List.of(new ConsecutiveLoginDays(7), new FriendsInvited(3)))),
                condition(new AnyOf(List.of(new AllOf(List.of(new LoginDays(3), new LoginDays(2))), new LoginDays(9)))),
                with("Another title", "", definition().window(), definition().condition()));
    }

    @ParameterizedTest
    @MethodSource("widenings")
    void itMayBecomeWider(CampaignDefinition wider) {
        world.when(new EditCampaign(SEVEN_DAYS, wider, null), DRAFTED, ACTIVATED)
                .expectEvents(new CampaignEdited(SEVEN_DAYS, wider));
    }
}
