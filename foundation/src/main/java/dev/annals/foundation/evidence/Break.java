package dev.annals.foundation.evidence;

/**
 * Where the log, the chain or a seal is not what it was.
 *
 * @param position the index of the event, or of the last one under the seal
 * @param detail what was found, in words that hold nothing personal
 */
public record Break(Kind kind, long position, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** The event is not the one that was chained. */
        EVENT_CHANGED,
        /** The event that was chained is gone. */
        EVENT_REMOVED,
        /** There is an event where there was none. */
        EVENT_ADDED,
        /** The stored chain does not follow from the events. */
        CHAIN_CHANGED,
        /** Seals cover more than the chain. */
        CHAIN_CUT,
        /** The signature is nobody's whose key is known. */
        SEAL_FORGED,
        /** A seal between two others is gone. */
        SEAL_MISSING,
        /** The seal says something else than the chain. */
        SEAL_CONTRADICTS,
        /** What was kept outside is not part of the chain. */
        HEAD_LOST
    }
}
