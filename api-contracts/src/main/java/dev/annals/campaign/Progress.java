package dev.annals.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody is with a condition.
 *
 * @param metAt since when it is met; absent while it is not
 * @param done how much of the goal is reached, never more than it
 * @param counted what counted: where it is met, what made it so
 * @param parts of all-of and any-of
 */
public record Progress(
        Condition condition, @Nullable Instant metAt, int done, int goal, Evidence counted, List<Progress> parts) {

    /** Whether the condition is met. */
    public boolean isMet() {
        return metAt != null;
    }

    /** How much is missing. */
    public int missing() {
        return isMet() ? 0 : goal - done;
    }
}
