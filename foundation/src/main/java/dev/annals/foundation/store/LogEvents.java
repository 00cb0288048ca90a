package dev.annals.foundation.store;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Single events of the log. */
public interface LogEvents {

    /** The events at those positions, in the order of the log; at most 1,000. What is not there is left out. */
    List<TrackedEventMessage<?>> at(List<Long> positions);

    /** Up to this index whatever is not visible to a snapshot taken from now on never will be. */
    long settledUpTo();
}
