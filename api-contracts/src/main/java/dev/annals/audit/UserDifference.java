package dev.annals.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two moments of a user differ.
 *
 * @param before absent where he was not registered yet
 * @param changed the names of what differs
 * @param steps what happened in between, in its order
 */
public record UserDifference(@Nullable UserAsOf before, UserAsOf after, List<String> changed, List<Step> steps) {

    /** One event. */
    public record Step(long position, String type, Instant at) {}
}
