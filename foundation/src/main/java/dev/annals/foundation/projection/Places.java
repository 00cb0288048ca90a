package dev.annals.foundation.projection;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** What a token says about an index of the log. */
final class Places {

    private Places() {}

    /** Whether the event at the index has been seen, by a segment that stands at the token. */
    static boolean covers(@Nullable TrackingToken token, long index) {
        return switch (WrappedToken.unwrapLowerBound(token)) {
            case null -> false;
            case GapAwareTrackingToken aware ->
                aware.getIndex() >= index && !aware.getGaps().contains(index);
            case TrackingToken other -> other.position().orElse(-1) >= index;
        };
    }
}
