package dev.annals.campaign;

import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the first events of a campaign amount to: how it stood when an auditor asks, and what a claim was judged by.
 *
 * @param rewards the attached ones
 */
public record CampaignFold(CampaignDefinition definition, CampaignState state, SortedSet<RewardId> rewards) {

    /**
     * Absent where it was not drafted yet.
     *
     * @param events those of its stream from the first on, in their order
     */
    public static Optional<CampaignFold> of(List<CampaignEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof CampaignDrafted drafted)) return Optional.empty();
        var definition = drafted.definition();
        var state = CampaignState.DRAFT;
        var rewards = new TreeSet<RewardId>();
        for (var event : events) {
            switch (event) {
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
        return Optional.of(new CampaignFold(definition, state, Collections.unmodifiableSortedSet(rewards)));
    }
}
