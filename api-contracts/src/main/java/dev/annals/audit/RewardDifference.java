package dev.annals.audit;

import dev.annals.audit.UserDifference.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two moments of a reward differ.
 *
 * @param before absent where it was not defined yet
 * @param changed the names of what differs
 * @param steps what happened to it in between, in its order; claims are in the figures of its stock
 */
public record RewardDifference(@Nullable RewardAsOf before, RewardAsOf after, List<String> changed, List<Step> steps) {}
