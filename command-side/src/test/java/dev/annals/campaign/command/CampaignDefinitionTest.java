package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.*;
import static dev.annals.campaign.command.CampaignWorld.SEVEN_DAYS;
import static dev.annals.campaign.command.CampaignWorld.condition;
import static dev.annals.campaign.command.CampaignWorld.definition;
import static dev.annals.campaign.command.CampaignWorld.window;
import static dev.annals.campaign.command.CampaignWorld.with;

import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignCommand.EditCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator may not say about a campaign. */
class CampaignDefinitionTest {

    private static final CampaignDrafted DRAFTED = new CampaignDrafted(SEVEN_DAYS, definition());

    private final CampaignWorld world = new CampaignWorld();

    static Stream<Arguments> badDefinitions() {
        var good = definition();
        var window = good.window();
        var seoul = window.zone();
        return Stream.of(
                Arguments.of(INVALID_TITLE, with("  ", good.description(), window, good.condition())),
                Arguments.of(INVALID_TITLE, with("x".repeat(121), good.description(), window, good.condition())),
                Arguments.of(INVALID_DESCRIPTION, with("Title", "x".repeat(4_001), window, good.condition())),
                Arguments.of(END_BEFORE_START, window(new CampaignWindow(window.end(), window.start(), seoul, 5))),
                Arguments.of(END_BEFORE_START, window(new CampaignWindow(window.start(), window.start(), seoul, 5))),
                Arguments.of(INVALID_RESET_HOUR, window(new CampaignWindow(window.start(), window.end(), seoul, 24))),
                Arguments.of(INVALID_RESET_HOUR, window(new CampaignWindow(window.start(), window.end(), seoul, -1))),
                Arguments.of(TIME_OUT_OF_RANGE, window(new CampaignWindow(Instant.EPOCH, window.end(), seoul, 5))),
                Arguments.of(TIME_OUT_OF_RANGE, definition("2026-12-01", "2030-12-14", new LoginDays(7))),
                Arguments.of(
                        DAY_DOES_NOT_EXIST,
                        window(CampaignTimes.window("2011-12-20", "2012-01-10", "Pacific/Apia", 0))),
                Arguments.of(WINDOW_TOO_SHORT, definition("2026-12-01", "2026-12-05", new ConsecutiveLoginDays(7))),
                Arguments.of(
                        WINDOW_TOO_SHORT,
                        definition(
                                "2026-12-01",
                                "2026-12-05",
                                new AnyOf(List.of(new ProfileCompleted(), new LoginDays(6))))),
                Arguments.of(INVALID_GOAL, condition(new LoginDays(0))),
                Arguments.of(INVALID_GOAL, condition(new ConsecutiveLoginDays(-1))),
                Arguments.of(INVALID_GOAL, condition(new FriendsInvited(1_001))),
                Arguments.of(EMPTY_CONDITION, condition(new AllOf(List.of()))),
                Arguments.of(EMPTY_CONDITION, condition(new AnyOf(null))),
                Arguments.of(EMPTY_CONDITION, condition(new AnyOf(Collections.singletonList(null)))),
                Arguments.of(CONDITION_TOO_LARGE, condition(new AnyOf(Collections.nCopies(20, new LoginDays(1))))),
                Arguments.of(CONDITION_TOO_LARGE, condition(nested(5))));
    }

    @ParameterizedTest
    @MethodSource("badDefinitions")
    void whatMayNotBeIsRefusedWithACodeOfItsOwn(CampaignRefusal refusal, CampaignDefinition definition) {
        world.refused(refusal, new DraftCampaign(SEVEN_DAYS, definition));
        world.refused(refusal, new EditCampaign(SEVEN_DAYS, definition, null), DRAFTED);
    }

    private static Condition nested(int depth) {
        return depth == 1 ? new LoginDays(1) : new AllOf(List.of(nested(depth - 1)));
    }
}
