package dev.annals.reward;

import dev.annals.campaign.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a claim was based on, so that it can be made again from the log.
 *
 * @param at what the clock said when it was asked for
 * @param campaignRevision how many events there were of the campaign
 * @param rewardVersion the last event of the reward, by its number in its stream
 * @param returned how many pieces had come back to the reward's stock by then
 * @param condition what counted for the campaign's condition; absent where nobody looked because something else decided
 */
public record ClaimEvidence(
        Instant at,
        long campaignRevision,
        long rewardVersion,
        long returned,
        @Nullable Evidence condition) {}
