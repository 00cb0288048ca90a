package dev.annals.foundation.projection;

import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/** How many segments a processor may own here. Axon wants more than none when it builds one, and asks again later. */
final class AtMost implements MaxSegmentProvider {

    private final Sharing sharing;
    private final AtomicBoolean built = new AtomicBoolean();

    AtMost(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public int getMaxSegments(String processor) {
        return built.compareAndSet(false, true) ? Short.MAX_VALUE : sharing.most(processor);
    }
}
