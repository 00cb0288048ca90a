package dev.annals.reward;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about claims. Implemented by the write side; the canonical endpoint and the dialects use it. */
public interface Claims {

    /**
     * Somebody wants a reward of a campaign, for himself.
     *
     * @param onceOnly what the client calls this request, so that it can repeat it without claiming twice
     */
    record Wish(
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            @Nullable OnceOnly onceOnly) {}

    /**
     * What came as {@code Idempotency-Key}.
     *
     * @param route of which route
     * @param key as it came
     */
    record OnceOnly(String route, String key) {}

    /** Something that was granted, as it was granted. */
    record Grant(
            ClaimId claimId,
            CampaignId campaignId,
            RewardId rewardId,
            UserId userId,
            int number,
            List<RewardItem> items,
            Delivery delivery,
            Instant claimedAt,
            ClaimEvidence evidence) {}

    /** A refusal that left a trace is an outcome, not an exception. */
    sealed interface Outcome {

        String eventId();

        /** What was granted, or the refusal thrown: by then its trace is stored. */
        default Grant grantOrRefuse() {
            return switch (this) {
                case Granted granted -> granted.grant();
                case Refused refused -> throw new CommandRefused(refused.refusal());
            };
        }

        /** @param eventId the event by which it can be explained */
        record Granted(Grant grant, String eventId) implements Outcome {}

        /** @param eventId as above; of several a day it is the first one's */
        record Refused(RewardRefusal refusal, String eventId, ClaimEvidence evidence) implements Outcome {}
    }

    /** Decides, once. What is no trace's worth (no such campaign, a key used for something else) is thrown. */
    Outcome claim(Wish wish);
}
