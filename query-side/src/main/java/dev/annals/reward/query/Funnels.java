package dev.annals.reward.query;

import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Campaigns;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.Funnel;
import dev.annals.reward.RewardQuery.Filter;
import dev.annals.reward.RewardQuery.FunnelOf;
import dev.annals.shared.CommandRefused;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Counts what became of a campaign's claims, by the days of the campaign. */
@Component
class Funnels {

    private static final int PAGE = 1_000;

    private static final class Counted {
        private final SortedMap<String, Long> refused = new TreeMap<>();
        private long claimed;
    }

    private final ClaimRows claims;
    private final Campaigns campaigns;

    Funnels(ClaimRows claims, Campaigns campaigns) {
        this.claims = claims;
        this.campaigns = campaigns;
    }

    @QueryHandler
    Funnel answer(FunnelOf query) {
        var window = campaigns
                .standingOf(query.campaignId())
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND))
                .definition()
                .window();
        var days = counted(new Filter(query.campaignId(), null, null, null, null, null, null), window);
        return new Funnel(
                query.campaignId(),
                days.entrySet().stream()
                        .map(day -> new Funnel.FunnelDay(day.getKey(), day.getValue().claimed, day.getValue().refused))
                        .toList());
    }

    private SortedMap<LocalDate, Counted> counted(Filter filter, CampaignWindow window) {
        var days = new TreeMap<LocalDate, Counted>();
        var last = 0L;
        for (var page = claims.find(filter, true, last, PAGE);
                !page.isEmpty();
                page = claims.find(filter, true, last, PAGE)) {
            for (var row : page) count(row, days.computeIfAbsent(window.dayOf(row.happenedAt), day -> new Counted()));
            last = page.getLast().logIndex;
        }
        return days;
    }

    private static void count(ClaimRow row, Counted day) {
        if (row.status != ClaimStatus.REFUSED) day.claimed++;
        else if (row.code != null) day.refused.merge(row.code, 1L, Long::sum);
    }
}
