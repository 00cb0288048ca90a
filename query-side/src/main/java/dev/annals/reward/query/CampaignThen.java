package dev.annals.reward.query;

import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignFold;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.store.LogEntry;
import java.time.Instant;
import java.util.List;

/** A campaign as it was when it had so many events. */
record CampaignThen(CampaignFold fold, List<LogEntry> events) {

    static CampaignThen of(List<LogEntry> stream, long revision) {
        var events = stream.stream().filter(entry -> entry.number() < revision).toList();
        var fold = CampaignFold.of(
                events.stream().map(entry -> (CampaignEvent) entry.event()).toList());
        return new CampaignThen(
                fold.orElseThrow(() -> new IllegalStateException("A claim of a campaign that never was")), events);
    }

    CampaignWindow window() {
        return fold.definition().window();
    }

    Condition condition() {
        return fold.definition().condition();
    }

    CampaignPhase phaseAt(Instant instant) {
        return fold.state().phaseAt(instant, window());
    }

    boolean gives(RewardId rewardId) {
        return fold.rewards().contains(rewardId);
    }
}
