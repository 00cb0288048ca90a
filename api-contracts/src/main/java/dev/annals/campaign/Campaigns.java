package dev.annals.campaign;

import java.util.Optional;

/**
 * The campaigns as the rules need them, read in the caller's transaction if there is one and without a lock: who claims
 * from a campaign waits for nobody else who does.
 */
public interface Campaigns {

    /** How this campaign stands; absent where there is none. */
    Optional<CampaignStanding> standingOf(CampaignId campaignId);
}
