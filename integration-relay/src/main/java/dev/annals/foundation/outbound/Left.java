package dev.annals.foundation.outbound;

import dev.annals.foundation.store.LogToken;
import java.util.UUID;

/** What has left and is still kept outside, as far as is known here; asks nobody. */
public final class Left {

    private final RelayStore store;

    Left(RelayStore store) {
        this.store = store;
    }

    /**
     * Whether everything about him up to the position has left, and nothing that tells who he is stands in the stream
     * any more, nor in that of the replays, nor is on its way there. So it is where nothing has ever left.
     */
    public boolean isForgotten(UUID about, long position) {
        var state = store.state();
        if (state.isEmpty() || state.get().transport() == null) return true;
        return LogToken.hasSeen(state.get().token(), position)
                && !store.forgotten().isPending(about)
                && !store.missing().isAny(about)
                && !store.published().tellsOf(about)
                && !store.published().tellsSingleOnesOf(about);
    }
}
