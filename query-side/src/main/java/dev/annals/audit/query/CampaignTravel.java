package dev.annals.audit.query;

import dev.annals.audit.CampaignAsOf;
import dev.annals.audit.CampaignDifference;
import dev.annals.audit.UserDifference.Step;
import dev.annals.audit.query.LoggedEvents.Logged;
import dev.annals.audit.query.Moments.Moment;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignFold;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How one campaign stood: its own stream is read, whatever else is in the log. */
@Component
class CampaignTravel {

    private static final Map<String, Function<CampaignView, Object>> PARTS = Map.of(
            "title", CampaignView::title,
            "description", CampaignView::description,
            "starts_at", CampaignView::startsAt,
            "ends_at", CampaignView::endsAt,
            "zone", CampaignView::zone,
            "reset_hour", CampaignView::resetHour,
            "condition", CampaignView::condition,
            "visibility", CampaignView::visibility,
            "phase", CampaignView::phase,
            "rewards", CampaignView::rewards);

    private final LoggedEvents log;

    CampaignTravel(LoggedEvents log) {
        this.log = log;
    }

    /** Absent where it was not drafted by then. */
    Optional<CampaignAsOf> campaign(CampaignId campaignId, Moment moment) {
        return fold(campaignId, events(campaignId, moment.position()), moment);
    }

    /** Absent where it was not drafted by the second. */
    Optional<CampaignDifference> difference(CampaignId campaignId, Moment from, Moment to) {
        var all = events(campaignId, to.position());
        var before = fold(
                        campaignId,
                        all.stream()
                                .filter(event -> event.index() <= from.position())
                                .toList(),
                        from)
                .orElse(null);
        var steps = all.stream()
                .filter(event -> event.index() > from.position())
                .map(event -> new Step(event.index(), event.type(), event.at()))
                .toList();
        return fold(campaignId, all, to)
                .map(after -> new CampaignDifference(before, after, changed(before, after), steps));
    }

    private List<Logged> events(CampaignId campaignId, long position) {
        return log.ofStreams(List.of(campaignId.toString()), position);
    }

    private Optional<CampaignAsOf> fold(CampaignId campaignId, List<Logged> events, Moment moment) {
        var decided =
                events.stream().map(logged -> (CampaignEvent) logged.event()).toList();
        return CampaignFold.of(decided)
                .map(fold -> new CampaignStanding(
                        campaignId,
                        fold.definition(),
                        fold.state(),
                        fold.rewards(),
                        events.size(),
                        events.getLast().at()))
                .map(standing -> new CampaignAsOf(moment.position(), CampaignView.of(standing, timeOf(moment))));
    }

    /** Windows open and close between two events: an instant that was asked for is what counts. */
    private Instant timeOf(Moment moment) {
        var at = moment.at();
        return at == null ? log.timeOf(moment.position()) : at;
    }

    private static List<String> changed(@Nullable CampaignAsOf one, CampaignAsOf other) {
        if (one == null) return List.of("campaign_id");
        return PARTS.entrySet().stream()
                .filter(part -> !Objects.equals(
                        part.getValue().apply(one.campaign()), part.getValue().apply(other.campaign())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
