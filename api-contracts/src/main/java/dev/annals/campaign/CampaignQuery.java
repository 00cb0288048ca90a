package dev.annals.campaign;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked about campaigns. */
public sealed interface CampaignQuery {

    /**
     * Answers with a {@link Qualification}; refused with {@code CAMPAIGN_NOT_FOUND} where there is no such campaign. Its
     * window and condition are those that the write side has now.
     *
     * @param at only what happened by then counts
     * @param position a place in the log that must have been seen before; absent where the answer may be late
     */
    record QualificationOf(
            CampaignId campaignId,
            UserId userId,
            Instant at,
            @Nullable Long position) implements CampaignQuery {}
}
