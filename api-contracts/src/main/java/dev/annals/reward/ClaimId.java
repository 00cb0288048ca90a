package dev.annals.reward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.UserId;

/**
 * A claim that was granted: it says who was given what for what, and for which time, so no two grants can be the same
 * claim. Stored and sent as {@code claim:<campaign>:<reward>:<user>:<number>}.
 *
 * @param number 1 for the first
 */
public record ClaimId(CampaignId campaignId, RewardId rewardId, UserId userId, int number) {

    /** Reads the text form; an {@link IllegalArgumentException} where it is none. */
    @JsonCreator
    public static ClaimId of(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 5 || !parts[0].equals("claim") || !parts[4].matches("[1-9][0-9]{0,8}"))
            throw new IllegalArgumentException("No claim id");
        return new ClaimId(
                CampaignId.of(parts[1]), RewardId.of(parts[2]), UserId.of(parts[3]), Integer.parseInt(parts[4]));
    }

    /** The stored form. */
    @JsonValue
    public String text() {
        return "claim:" + campaignId + ":" + rewardId + ":" + userId + ":" + number;
    }

    @Override
    public String toString() {
        return text();
    }
}
