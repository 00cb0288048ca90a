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

    /**
     * Answers with the {@link Facts} of one user that lie in a window, as the log told them up to one of its places. It
     * waits until that place has been seen.
     */
    record FactsUpTo(UserId userId, CampaignWindow window, long position) implements CampaignQuery {}

    /** Answers with {@link CampaignSteps} until now; refused where there is no such campaign. */
    record StepsOf(CampaignId campaignId) implements CampaignQuery {}

    /**
     * Answers with a {@link CampaignView}, if there is one.
     *
     * @param drafts whether drafts are shown; otherwise they are not there
     */
    record FindCampaign(CampaignId campaignId, boolean drafts) implements CampaignQuery {}

    /**
     * Answers with a {@code Page} of {@link CampaignView}, the last drafted first.
     *
     * @param everything whether drafts and what is unlisted is shown as well
     * @param phase absent for all
     */
    record CampaignCatalogue(
            boolean everything,
            @Nullable CampaignPhase phase,
            int limit,
            @Nullable String cursor) implements CampaignQuery {}

    /** Answers with a {@link CampaignProgress}, if there is such a campaign. */
    record ProgressOf(CampaignId campaignId, UserId userId, boolean drafts) implements CampaignQuery {}
}
