package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.CONDITION_TOO_LARGE;
import static dev.annals.campaign.CampaignRefusal.DAY_DOES_NOT_EXIST;
import static dev.annals.campaign.CampaignRefusal.EMPTY_CONDITION;
import static dev.annals.campaign.CampaignRefusal.END_BEFORE_START;
import static dev.annals.campaign.CampaignRefusal.INVALID_DESCRIPTION;
import static dev.annals.campaign.CampaignRefusal.INVALID_GOAL;
import static dev.annals.campaign.CampaignRefusal.INVALID_RESET_HOUR;
import static dev.annals.campaign.CampaignRefusal.INVALID_TITLE;
import static dev.annals.campaign.CampaignRefusal.TIME_OUT_OF_RANGE;
import static dev.annals.campaign.CampaignRefusal.WINDOW_TOO_SHORT;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.shared.CommandRefused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a campaign may look like at all. */
final class Definitions {

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int MOST_DAYS = 1_000;
    private static final int HIGHEST_GOAL = 1_000;
    private static final int MOST_PARTS = 20;
    private static final int DEEPEST = 4;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Definitions() {}

    /** The same, with texts stripped; refuses what may not be, each with a code of its own. */
    static CampaignDefinition checked(CampaignDefinition definition) {
        var title = text(definition.title(), LONGEST_TITLE, INVALID_TITLE);
        refuseUnless(!title.isEmpty(), INVALID_TITLE);
        var description = text(definition.description(), LONGEST_DESCRIPTION, INVALID_DESCRIPTION);
        check(definition.window());
        refuseUnless(parts(definition.condition(), 1) <= MOST_PARTS, CONDITION_TOO_LARGE);
        refuseUnlessLongEnough(
                definition.window().lengthInDays(), definition.condition().minimumDays());
        return new CampaignDefinition(
                title, description, definition.window(), definition.condition(), definition.visibility());
    }

    private static String text(String text, int longest, CampaignRefusal refusal) {
        var stripped = text.strip();
        refuseUnless(stripped.codePointCount(0, stripped.length()) <= longest, refusal);
        return stripped;
    }

    private static void check(CampaignWindow window) {
        refuseUnless(window.resetHour() >= 0 && window.resetHour() <= 23, INVALID_RESET_HOUR);
        refuseUnless(window.start().isBefore(window.end()), END_BEFORE_START);
        refuseUnless(!window.start().isBefore(EARLIEST) && !window.end().isAfter(LATEST), TIME_OUT_OF_RANGE);
        refuseUnless(window.lengthInDays() <= MOST_DAYS, TIME_OUT_OF_RANGE);
        for (var day = window.firstDay(); !day.isAfter(window.lastDay()); day = day.plusDays(1))
            refuseUnless(window.startOf(day).isBefore(window.startOf(day.plusDays(1))), DAY_DOES_NOT_EXIST);
    }

    private static void refuseUnlessLongEnough(long days, long minimum) {
        if (days < minimum)
            throw new CommandRefused(
                    WINDOW_TOO_SHORT,
                    "The window has " + days + " days, the condition asks for at least " + minimum + ".");
    }

    /** How many parts there are, itself counted. */
    private static int parts(Condition condition, int depth) {
        refuseUnless(depth <= DEEPEST, CONDITION_TOO_LARGE);
        return switch (condition) {
            case LoginDays days -> goal(days.goal());
            case ConsecutiveLoginDays row -> goal(row.goal());
            case FriendsInvited invited -> goal(invited.goal());
            case ProfileCompleted completed -> 1;
            case AllOf all -> parts(all.conditions(), depth);
            case AnyOf any -> parts(any.conditions(), depth);
        };
    }

    private static int parts(List<Condition> conditions, int depth) {
        // What a client left out arrives as null, whatever the contract says.
        refuseUnless(
                conditions != null
                        && !conditions.isEmpty()
                        && conditions.stream().noneMatch(Objects::isNull),
                EMPTY_CONDITION);
        refuseUnless(conditions.size() < MOST_PARTS, CONDITION_TOO_LARGE);
        return 1 + conditions.stream().mapToInt(each -> parts(each, depth + 1)).sum();
    }

    private static int goal(int goal) {
        refuseUnless(goal >= 1 && goal <= HIGHEST_GOAL, INVALID_GOAL);
        return 1;
    }
}
