package dev.annals.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A campaign as it is shown.
 *
 * @param endsAt the first instant that no longer belongs to it
 * @param resetHour the local hour at which a day starts
 * @param firstDay the day on which it opens
 * @param lastDay the day on which it closes
 * @param phase how it stood when this was answered
 * @param revision to be handed back with an edit that must not undo somebody else's
 */
public record CampaignView(
        CampaignId campaignId,
        String title,
        String description,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        int resetHour,
        LocalDate firstDay,
        LocalDate lastDay,
        Condition condition,
        Visibility visibility,
        CampaignPhase phase,
        List<RewardId> rewards,
        long revision,
        Instant changedAt) {

    /** How it is shown at an instant. */
    public static CampaignView of(CampaignStanding standing, Instant now) {
        var definition = standing.definition();
        var window = definition.window();
        return new CampaignView(
                standing.campaignId(),
                definition.title(),
                definition.description(),
                window.start(),
                window.end(),
                window.zone(),
                window.resetHour(),
                window.firstDay(),
                window.lastDay(),
                definition.condition(),
                definition.visibility(),
                standing.phaseAt(now),
                List.copyOf(standing.rewards()),
                standing.revision(),
                standing.changedAt());
    }
}
