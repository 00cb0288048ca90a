package dev.annals.audit;

import dev.annals.audit.UserDifference.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two moments of a campaign differ.
 *
 * @param before absent where it was not drafted yet
 * @param changed the names of what differs
 * @param steps what happened in between, in its order; that it opened or closed is none
 */
public record CampaignDifference(
        @Nullable CampaignAsOf before, CampaignAsOf after, List<String> changed, List<Step> steps) {}
