package dev.annals.reward.query;

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
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.store.LogEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A campaign as it was when it had so many events. */
record CampaignThen(CampaignDefinition definition, CampaignState state, Set<RewardId> rewards, List<LogEntry> events) {

    static CampaignThen of(List<LogEntry> stream, long revision) {
        var events = stream.stream().filter(entry -> entry.number() < revision).toList();
        @Nullable CampaignDefinition definition = null;
        var state = CampaignState.DRAFT;
        var rewards = new HashSet<RewardId>();
        for (var entry : events) {
            switch ((CampaignEvent) entry.event()) {
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
        if (definition == null) throw new IllegalStateException("A claim of a campaign that never was");
        return new CampaignThen(definition, state, rewards, events);
    }

    CampaignWindow window() {
        return definition.window();
    }

    Condition condition() {
        return definition.condition();
    }

    CampaignPhase phaseAt(Instant instant) {
        return state.phaseAt(instant, definition.window());
    }

    boolean gives(RewardId rewardId) {
        return rewards.contains(rewardId);
    }
}
