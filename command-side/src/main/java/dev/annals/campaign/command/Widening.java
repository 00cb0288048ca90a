package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.EDIT_ENDS_EARLIER;
import static dev.annals.campaign.CampaignRefusal.EDIT_HARDENS_CONDITION;
import static dev.annals.campaign.CampaignRefusal.EDIT_HIDES;
import static dev.annals.campaign.CampaignRefusal.EDIT_MOVES_DAYS;
import static dev.annals.campaign.CampaignRefusal.EDIT_STARTS_LATER;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Visibility;

/**
 * What may still change once players have seen a campaign: whoever had met it before has met it after. Titles and
 * descriptions are free.
 */
final class Widening {

    private Widening() {}

    static void require(CampaignDefinition former, CampaignDefinition wanted) {
        var was = former.window();
        var is = wanted.window();
        refuseUnless(is.zone().equals(was.zone()) && is.resetHour() == was.resetHour(), EDIT_MOVES_DAYS);
        refuseUnless(!is.start().isAfter(was.start()), EDIT_STARTS_LATER);
        refuseUnless(!is.end().isBefore(was.end()), EDIT_ENDS_EARLIER);
        refuseUnless(follows(wanted.condition(), former.condition()), EDIT_HARDENS_CONDITION);
        refuseUnless(
                former.visibility() == Visibility.UNLISTED || wanted.visibility() == Visibility.PUBLIC, EDIT_HIDES);
    }

    /** Whether who meets the one certainly meets the other. It knows no more than these rules: in doubt it says no. */
    static boolean follows(Condition wanted, Condition from) {
        if (wanted instanceof AllOf all) return all.conditions().stream().allMatch(each -> follows(each, from));
        if (from instanceof AnyOf any) return any.conditions().stream().allMatch(each -> follows(wanted, each));
        if (wanted instanceof AnyOf any && any.conditions().stream().anyMatch(each -> follows(each, from))) return true;
        if (from instanceof AllOf all) return all.conditions().stream().anyMatch(each -> follows(wanted, each));
        return switch (wanted) {
            case LoginDays days ->
                from instanceof LoginDays former && days.goal() <= former.goal()
                        || from instanceof ConsecutiveLoginDays row && days.goal() <= row.goal();
            case ConsecutiveLoginDays row ->
                from instanceof ConsecutiveLoginDays former && row.goal() <= former.goal()
                        || row.goal() == 1 && from instanceof LoginDays;
            case FriendsInvited invited -> from instanceof FriendsInvited former && invited.goal() <= former.goal();
            case ProfileCompleted completed -> from instanceof ProfileCompleted;
            case AllOf all -> false;
            case AnyOf any -> false;
        };
    }
}
