package dev.annals.reward.query;

import dev.annals.campaign.CampaignQuery.StepsOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignSteps;
import dev.annals.campaign.Campaigns;
import dev.annals.foundation.query.Questions;
import dev.annals.reward.Funnel;
import dev.annals.reward.RewardQuery.FunnelOf;
import dev.annals.shared.CommandRefused;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Counts how far players got and what became of their claims, by the days of the campaign. */
@Component
class Funnels {

    private static final class Counted {
        private final SortedMap<String, Long> refused = new TreeMap<>();
        private long started;
        private long qualified;
        private long claimed;

        Funnel.FunnelDay on(LocalDate day) {
            return new Funnel.FunnelDay(day, started, qualified, claimed, refused);
        }
    }

    private final ClaimDays claims;
    private final Campaigns campaigns;
    private final Questions questions;

    Funnels(ClaimDays claims, Campaigns campaigns, Questions questions) {
        this.claims = claims;
        this.campaigns = campaigns;
        this.questions = questions;
    }

    @QueryHandler
    Funnel answer(FunnelOf query) {
        var window = campaigns
                .standingOf(query.campaignId())
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND))
                .definition()
                .window();
        var days = new TreeMap<LocalDate, Counted>();
        for (var counted : claims.of(query.campaignId(), window)) {
            var day = of(days, counted.day());
            if (counted.code() == null) day.claimed += counted.claims();
            else day.refused.merge(counted.code(), counted.claims(), Long::sum);
        }
        var steps = questions.ask(new StepsOf(query.campaignId()), CampaignSteps.class);
        steps.started().forEach((day, players) -> of(days, day).started = players);
        steps.qualified().forEach((day, players) -> of(days, day).qualified = players);
        return new Funnel(
                query.campaignId(),
                days.entrySet().stream()
                        .map(day -> day.getValue().on(day.getKey()))
                        .toList());
    }

    private static Counted of(SortedMap<LocalDate, Counted> days, LocalDate day) {
        return days.computeIfAbsent(day, none -> new Counted());
    }
}
