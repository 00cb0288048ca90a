package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** How many players of a campaign got how far, day by day of the campaign. */
public record Funnel(CampaignId campaignId, List<FunnelDay> days) {

    /**
     * One day.
     *
     * @param started players of whom something counted for the first time
     * @param qualified players who met the condition
     * @param claimed claims that were granted
     * @param refused players who were refused, by code
     */
    public record FunnelDay(
            LocalDate day, long started, long qualified, long claimed, SortedMap<String, Long> refused) {}
}
