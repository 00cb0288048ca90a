package dev.annals.milkyway.command;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.RewardId;
import dev.annals.shared.CommandRefused;

/** Ids as these clients send them: what is none names nothing. */
final class Ids {

    private Ids() {}

    static CampaignId campaign(String text) {
        try {
            return CampaignId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND);
        }
    }

    static RewardId reward(String text) {
        try {
            return RewardId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(CampaignRefusal.UNKNOWN_REWARD);
        }
    }
}
