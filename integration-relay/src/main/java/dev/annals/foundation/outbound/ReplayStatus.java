package dev.annals.foundation.outbound;

import org.jspecify.annotations.Nullable;

/** Why what single subscribers are to be told waits, in this process. */
final class ReplayStatus {

    private volatile @Nullable String why;

    void goesWell() {
        why = null;
    }

    /** True the first time. */
    boolean fails(Exception exception) {
        var isNew = why == null;
        why = exception.getMessage() == null ? exception.getClass().getSimpleName() : exception.getMessage();
        return isNew;
    }

    @Nullable
    String why() {
        return why;
    }
}
