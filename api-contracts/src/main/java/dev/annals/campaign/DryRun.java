package dev.annals.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would have done in a window of the past.
 *
 * @param endsAt the first instant that no longer counted
 * @param seen how many users were looked at so far
 * @param users how many there are
 * @param qualified how many of them would have qualified
 * @param days on which day how many of them
 * @param rewards what it would have cost
 */
public record DryRun(
        UUID dryRunId,
        CampaignId campaignId,
        State state,
        Instant startsAt,
        Instant endsAt,
        long seen,
        long users,
        long qualified,
        List<Day> days,
        List<Cost> rewards,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    /** The same with what it would have cost. */
    public DryRun costing(List<Cost> costs) {
        return new DryRun(
                dryRunId,
                campaignId,
                state,
                startsAt,
                endsAt,
                seen,
                users,
                qualified,
                days,
                costs,
                requestedAt,
                finishedAt);
    }

    /** What became of it. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        /** The process that ran it ended, or it failed: ask for another one. */
        INTERRUPTED
    }

    /** How many users met the condition on a day of the campaign. */
    public record Day(LocalDate day, long qualified) {}

    /**
     * One reward, granted once to each.
     *
     * @param grants one for each who qualified
     * @param items how much of what that makes
     * @param available how many grants are in stock now; absent where there is no limit
     */
    public record Cost(
            RewardId rewardId,
            String title,
            long grants,
            Map<String, Long> items,
            @Nullable Long available) {}
}
