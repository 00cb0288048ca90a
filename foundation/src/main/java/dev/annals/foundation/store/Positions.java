package dev.annals.foundation.store;

import org.jspecify.annotations.Nullable;

/** Positions in this store's log. */
public interface Positions {

    /** The highest index that commands sent on this thread have appended since {@link #forget}; absent when none did. */
    @Nullable
    Position appended();

    /** Starts afresh on this thread; the web layer calls it at the start of every request. */
    void forget();

    /** The head of the log now: the highest index that is or may become visible. */
    Position head();

    /** Reads a client's position; an {@link IllegalArgumentException} where it is none of this store's. */
    Position parse(String text);
}
