package dev.annals.audit.query;

import dev.annals.audit.CampaignAsOf;
import dev.annals.audit.CampaignDifference;
import dev.annals.audit.UserDifference.Step;
import dev.annals.audit.query.LoggedEvents.Logged;
import dev.annals.audit.query.Moments.Moment;
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
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.RewardId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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
        if (events.isEmpty() || !(events.getFirst().event() instanceof CampaignDrafted drafted))
            return Optional.empty();
        CampaignDefinition definition = drafted.definition();
        var state = CampaignState.DRAFT;
        var rewards = new TreeSet<RewardId>();
        for (var logged : events) {
            switch ((CampaignEvent) logged.event()) {
                case CampaignDrafted e -> definition = e.definition();
                case CampaignEdited e -> definition = e.definition();
                case CampaignActivated e -> state = CampaignState.ACTIVE;
                case CampaignPaused e -> state = CampaignState.PAUSED;
                case CampaignResumed e -> state = CampaignState.ACTIVE;
                case CampaignEnded e -> state = CampaignState.ENDED;
                case RewardAttached e -> rewards.add(e.rewardId());
                case RewardDetached e -> rewards.remove(e.rewardId());
            }
        }
        var standing = new CampaignStanding(
                campaignId,
                definition,
                state,
                rewards,
                events.size(),
                events.getLast().at());
        return Optional.of(new CampaignAsOf(moment.position(), CampaignView.of(standing, timeOf(moment))));
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
