package dev.annals.foundation.projection;

import dev.annals.foundation.store.Position;

/** Waits until a read model has seen a position. */
public interface ReadModels {

    /**
     * Waits, at most as long as the setting says, until the projection is there: every segment has an index of at least
     * the position's, and the position is in none of its gaps.
     *
     * @param group the projection's processing group
     * @throws dev.annals.shared.CommandRefused with {@code NOT_CAUGHT_UP} when the time is over
     */
    void await(String group, Position position);

    /**
     * The highest index up to which readers find everything: nothing below it waits in a gap or was put aside, so that
     * nothing that is not there yet will ever come before it.
     */
    long seenUpTo(String group);

    /** Waits for the head of the log as it is now: what was acknowledged before the question is in the answer. */
    void awaitHead(String group);
}
