package dev.annals.campaign.query;

import dev.annals.campaign.CampaignQuery.StepsOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignSteps;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Evaluation;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts who took part and who qualified, by the evaluation that judges claims, over the facts that are rebuilt from the
 * log: an edit that widens and a fact that comes late need no mending here.
 */
@Component
class StepCounter {

    private final PastFacts facts;
    private final Campaigns campaigns;
    private final Clock clock = Clock.systemUTC();

    StepCounter(PastFacts facts, Campaigns campaigns) {
        this.facts = facts;
        this.campaigns = campaigns;
    }

    @QueryHandler
    CampaignSteps answer(StepsOf query) {
        var definition = campaigns
                .standingOf(query.campaignId())
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND))
                .definition();
        return count(definition.condition(), definition.window(), clock.instant());
    }

    private CampaignSteps count(Condition condition, CampaignWindow window, Instant now) {
        var steps = new CampaignSteps(new TreeMap<>(), new TreeMap<>());
        var everybody = asksForProfiles(condition);
        var page = next(everybody, null, window);
        while (page != null) {
            for (var known : page.facts().values()) {
                one(steps.started(), window, Evaluation.startedAt(condition, window, known, now));
                one(
                        steps.qualified(),
                        window,
                        Evaluation.of(condition, window, known, now).metAt());
            }
            page = next(everybody, page, window);
        }
        return steps;
    }

    private PastFacts.@Nullable FactPage next(
            boolean everybody, PastFacts.@Nullable FactPage page, CampaignWindow window) {
        var last = page == null ? null : page.last();
        return everybody ? facts.after(last, window) : facts.busyAfter(last, window);
    }

    private static void one(SortedMap<LocalDate, Long> days, CampaignWindow window, @Nullable Instant at) {
        if (at != null) days.merge(window.dayOf(at), 1L, Long::sum);
    }

    private static boolean asksForProfiles(Condition condition) {
        return switch (condition) {
            case LoginDays days -> false;
            case ConsecutiveLoginDays row -> false;
            case FriendsInvited invited -> false;
            case ProfileCompleted completed -> true;
            case AllOf all -> all.conditions().stream().anyMatch(StepCounter::asksForProfiles);
            case AnyOf any -> any.conditions().stream().anyMatch(StepCounter::asksForProfiles);
        };
    }
}
