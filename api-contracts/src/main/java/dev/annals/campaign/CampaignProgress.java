package dev.annals.campaign;

import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a user is with a campaign, and what is next.
 *
 * @param missing how much of the goal is missing
 * @param reachable whether it can still be met before the window closes
 * @param today the campaign's day, while its window is open
 * @param todayCounts whether he has signed in on that day
 * @param dayTurnsAt when the next day starts, if there is one in the window
 */
public record CampaignProgress(
        CampaignId campaignId,
        UserId userId,
        CampaignPhase phase,
        Progress progress,
        int missing,
        boolean reachable,
        @Nullable LocalDate today,
        boolean todayCounts,
        @Nullable Instant dayTurnsAt) {}
