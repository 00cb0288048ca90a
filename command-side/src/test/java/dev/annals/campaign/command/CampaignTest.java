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
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Refusal;
import dev.annals.shared.SharedRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        when(new DraftCampaign(SEVEN_DAYS, definition())).expectEvents(DRAFTED);
        assertThat(standing().definition()).isEqualTo(definition());
        assertThat(standing().phaseAt(world.now)).isEqualTo(CampaignPhase.DRAFT);
    }

    @Test
    void aDraftMayBecomeAnything() {
        var other = definition("2027-01-01", "2027-01-03", new LoginDays(3));
        when(new EditCampaign(SEVEN_DAYS, other, 1L), DRAFTED).expectEvents(new CampaignEdited(SEVEN_DAYS, other));
        assertThat(standing().revision()).isEqualTo(2);
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        when(new EditCampaign(SEVEN_DAYS, definition(), null), DRAFTED).expectNoEvents();
    }

    @Test
    void whoEditedAnOlderRevisionIsRefused() {
        refused(CAMPAIGN_CHANGED, new EditCampaign(SEVEN_DAYS, definition(), 1L), DRAFTED, ATTACHED);
    }

    @Test
    void anActivatedCampaignOpensAndClosesByItself() {
        when(new ActivateCampaign(SEVEN_DAYS), DRAFTED).expectEvents(ACTIVATED);
        var window = definition().window();
        assertThat(standing().phaseAt(window.start().minusNanos(1))).isEqualTo(CampaignPhase.SCHEDULED);
        assertThat(standing().phaseAt(window.start())).isEqualTo(CampaignPhase.OPEN);
        assertThat(standing().phaseAt(window.end().minusNanos(1))).isEqualTo(CampaignPhase.OPEN);
        assertThat(standing().phaseAt(window.end())).isEqualTo(CampaignPhase.CLOSED);
    }

    @Test
    void whatIsSoAlreadyIsNoEvent() {
        when(new ActivateCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectNoEvents();
        when(new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED).expectNoEvents();
        when(new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectNoEvents();
        when(new EndCampaign(SEVEN_DAYS), DRAFTED, ENDED).expectNoEvents();
    }

    @Test
    void aCampaignIsPausedResumedAndEnded() {
        when(new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectEvents(PAUSED);
        assertThat(standing().phaseAt(definition().window().start())).isEqualTo(CampaignPhase.PAUSED);
        when(new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED).expectEvents(new CampaignResumed(SEVEN_DAYS));
        when(new EndCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED).expectEvents(ENDED);
        assertThat(standing().phaseAt(definition().window().start())).isEqualTo(CampaignPhase.CLOSED);
    }

    @Test
    void stepsThatDoNotFollowAreRefused() {
        refused(CAMPAIGN_NOT_A_DRAFT, new ActivateCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED);
        refused(CAMPAIGN_NOT_ACTIVE, new PauseCampaign(SEVEN_DAYS), DRAFTED);
        refused(CAMPAIGN_NOT_PAUSED, new ResumeCampaign(SEVEN_DAYS), DRAFTED);
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
            refused(CAMPAIGN_OVER, command, DRAFTED, ATTACHED, ACTIVATED, ENDED);
        world.now = definition().window().end();
        refused(CAMPAIGN_OVER, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        refused(CAMPAIGN_OVER, new PauseCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED);
        refused(CAMPAIGN_OVER, new ResumeCampaign(SEVEN_DAYS), DRAFTED, ACTIVATED, PAUSED);
        var longer = definition("2026-12-01", "2026-12-24", new ConsecutiveLoginDays(7));
        refused(CAMPAIGN_OVER, new EditCampaign(SEVEN_DAYS, longer, null), DRAFTED, ACTIVATED);
    }

    @Test
    void aDraftWhoseWindowHasPassedMayGetAnother() {
        world.now = definition().window().end();
        var later = definition("2027-12-01", "2027-12-14", new ConsecutiveLoginDays(7));
        when(new EditCampaign(SEVEN_DAYS, later, null), DRAFTED).expectEvents(new CampaignEdited(SEVEN_DAYS, later));
    }

    @Test
    void rewardsAreAttachedAndDetached() {
        when(new AttachReward(SEVEN_DAYS, GEMS), DRAFTED).expectEvents(ATTACHED);
        assertThat(standing().rewards()).containsExactly(GEMS);
        when(new DetachReward(SEVEN_DAYS, GEMS), DRAFTED, ATTACHED, ACTIVATED)
                .expectEvents(new RewardDetached(SEVEN_DAYS, GEMS));
        assertThat(standing().rewards()).isEmpty();
    }

    @Test
    void rewardsThatCannotBeAttachedAreRefused() {
        refused(UNKNOWN_REWARD, new AttachReward(SEVEN_DAYS, new RewardId(UUID.randomUUID())), DRAFTED);
        refused(REWARD_IS_RETIRED, new AttachReward(SEVEN_DAYS, RETIRED), DRAFTED);
        refused(REWARD_ALREADY_ATTACHED, new AttachReward(SEVEN_DAYS, GEMS), DRAFTED, ATTACHED);
        refused(REWARD_NOT_ATTACHED, new DetachReward(SEVEN_DAYS, GEMS), DRAFTED);
        var many = Stream.concat(
                        Stream.of(DRAFTED),
                        IntStream.range(0, 20)
                                .mapToObj(each -> new RewardAttached(SEVEN_DAYS, new RewardId(UUID.randomUUID()))))
                .toArray(CampaignEvent[]::new);
        refused(TOO_MANY_REWARDS, new AttachReward(SEVEN_DAYS, GEMS), many);
    }

    @Test
    void whatNobodyDraftedIsNotFound() {
        refused(CAMPAIGN_NOT_FOUND, new ActivateCampaign(SEVEN_DAYS));
        refused(CAMPAIGN_NOT_FOUND, new EditCampaign(SEVEN_DAYS, definition(), null));
        refused(CAMPAIGN_NOT_FOUND, new AttachReward(SEVEN_DAYS, GEMS));
    }

    @Test
    void whoMayNotIsRefusedBeforeHeLearnsAnything() {
        world.permissions.clear();
        for (var command : everyCommand()) refused(SharedRefusal.NOT_PERMITTED, command);
        world.permissions.add(Permission.CAMPAIGNS_DEFINE);
        refused(SharedRefusal.NOT_PERMITTED, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        world.permissions.clear();
        world.permissions.add(Permission.CAMPAIGNS_OPERATE);
        refused(SharedRefusal.NOT_PERMITTED, new AttachReward(SEVEN_DAYS, GEMS), DRAFTED);
    }

    @Test
    void aClockThatWentBackDecidesNothing() {
        world.now = CampaignWorld.DRAFTED_AT.minus(Duration.ofMinutes(10));
        refused(CLOCK_WENT_BACK, new ActivateCampaign(SEVEN_DAYS), DRAFTED);
        refused(CLOCK_WENT_BACK, new EndCampaign(SEVEN_DAYS), DRAFTED);
    }

    static Stream<Arguments> badDefinitions() {
        var good = definition();
        var window = good.window();
        var seoul = window.zone();
        return Stream.of(
                bad(INVALID_TITLE, with("  ", good.description(), window, good.condition())),
                bad(INVALID_TITLE, with("x".repeat(121), good.description(), window, good.condition())),
                bad(INVALID_DESCRIPTION, with("Title", "x".repeat(4_001), window, good.condition())),
                bad(END_BEFORE_START, window(new CampaignWindow(window.end(), window.start(), seoul, 5))),
                bad(END_BEFORE_START, window(new CampaignWindow(window.start(), window.start(), seoul, 5))),
                bad(INVALID_RESET_HOUR, window(new CampaignWindow(window.start(), window.end(), seoul, 24))),
                bad(INVALID_RESET_HOUR, window(new CampaignWindow(window.start(), window.end(), seoul, -1))),
                bad(TIME_OUT_OF_RANGE, window(new CampaignWindow(Instant.EPOCH, window.end(), seoul, 5))),
                bad(TIME_OUT_OF_RANGE, definition("2026-12-01", "2030-12-14", new LoginDays(7))),
                bad(DAY_DOES_NOT_EXIST, window(CampaignTimes.window("2011-12-20", "2012-01-10", "Pacific/Apia", 0))),
                bad(WINDOW_TOO_SHORT, definition("2026-12-01", "2026-12-05", new ConsecutiveLoginDays(7))),
                bad(
                        WINDOW_TOO_SHORT,
                        definition(
                                "2026-12-01",
                                "2026-12-05",
                                new AnyOf(List.of(new ProfileCompleted(), new LoginDays(6))))),
                bad(INVALID_GOAL, condition(new LoginDays(0))),
                bad(INVALID_GOAL, condition(new ConsecutiveLoginDays(-1))),
                bad(INVALID_GOAL, condition(new FriendsInvited(1_001))),
                bad(EMPTY_CONDITION, condition(new AllOf(List.of()))),
                bad(EMPTY_CONDITION, condition(new AnyOf(null))),
                bad(EMPTY_CONDITION, condition(new AnyOf(Collections.singletonList(null)))),
                bad(CONDITION_TOO_LARGE, condition(new AnyOf(Collections.nCopies(20, new LoginDays(1))))),
                bad(CONDITION_TOO_LARGE, condition(nested(5))));
    }

    @ParameterizedTest
    @MethodSource("badDefinitions")
    void whatMayNotBeIsRefusedWithACodeOfItsOwn(CampaignRefusal refusal, CampaignDefinition definition) {
        refused(refusal, new DraftCampaign(SEVEN_DAYS, definition));
        refused(refusal, new EditCampaign(SEVEN_DAYS, definition, null), DRAFTED);
    }

    static Stream<Arguments> narrowings() {
        var good = definition();
        return Stream.of(
                bad(EDIT_STARTS_LATER, definition("2026-12-02", "2026-12-14", good.condition())),
                bad(EDIT_ENDS_EARLIER, definition("2026-12-01", "2026-12-13", good.condition())),
                bad(EDIT_MOVES_DAYS, window(CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Tokyo", 5))),
                bad(EDIT_MOVES_DAYS, window(CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Seoul", 4))),
                bad(EDIT_HARDENS_CONDITION, condition(new ConsecutiveLoginDays(8))),
                bad(EDIT_HARDENS_CONDITION, condition(new FriendsInvited(1))),
                bad(
                        EDIT_HARDENS_CONDITION,
                        condition(new AllOf(List.of(new ConsecutiveLoginDays(7), new ProfileCompleted())))),
                bad(
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
        refused(refusal, new EditCampaign(SEVEN_DAYS, narrower, null), DRAFTED, ACTIVATED);
        when(new EditCampaign(SEVEN_DAYS, narrower, null), DRAFTED)
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
        when(new EditCampaign(SEVEN_DAYS, wider, null), DRAFTED, ACTIVATED)
                .expectEvents(new CampaignEdited(SEVEN_DAYS, wider));
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

    private static Condition nested(int depth) {
        return depth == 1 ? new LoginDays(1) : new AllOf(List.of(nested(depth - 1)));
    }

    private static Arguments bad(CampaignRefusal refusal, CampaignDefinition definition) {
        return Arguments.of(refusal, definition);
    }

    private static CampaignDefinition condition(Condition condition) {
        return with("Seven days", "Sign in seven days in a row.", definition().window(), condition);
    }

    private static CampaignDefinition window(CampaignWindow window) {
        return with(
                "Seven days",
                "Sign in seven days in a row.",
                window,
                definition().condition());
    }

    private static CampaignDefinition with(String title, String text, CampaignWindow window, Condition condition) {
        return new CampaignDefinition(title, text, window, condition, Visibility.PUBLIC);
    }

    private CampaignStanding standing() {
        return world.standings.standingOf(SEVEN_DAYS).orElseThrow();
    }

    private ResultValidator<Campaign> when(CampaignCommand command, CampaignEvent... given) {
        var then = world.fixture().givenCurrentTime(CampaignWorld.DRAFTED_AT);
        return (given.length == 0 ? then : then.andGiven((Object[]) given)).when(command);
    }

    private void refused(Refusal refusal, CampaignCommand command, CampaignEvent... given) {
        when(command, given)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
    }
}
