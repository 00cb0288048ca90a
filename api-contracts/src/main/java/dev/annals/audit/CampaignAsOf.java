package dev.annals.audit;

import dev.annals.campaign.CampaignView;

/**
 * How a campaign stood at a place in the log.
 *
 * @param position the place that was asked for
 * @param campaign with the phase in which it was at the instant that was asked for, or when what stands at that place was
 *     written
 */
public record CampaignAsOf(long position, CampaignView campaign) {}
