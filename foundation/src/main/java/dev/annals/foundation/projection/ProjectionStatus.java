package dev.annals.foundation.projection;

/**
 * How a projection is.
 *
 * @param generation the one that readers see
 * @param position up to which index it has seen everything but what may still be written
 * @param lag how many places of the log are after it
 * @param parked how many events are parked
 */
public record ProjectionStatus(String name, int generation, long position, long lag, int parked, State state) {

    /** In a word. */
    public enum State {
        RUNNING,
        /** It runs, and its next generation is being filled. */
        REBUILDING,
        /** No process runs it. */
        ABANDONED,
        /** As much is parked as may be; it stands still until somebody looks. */
        STOPPED
    }
}
