package dev.annals.foundation.evidence;

/** Is handed a part of the chain, in its order. */
public interface ChainReader {

    /** @param mark the first 8 bytes of the chain's hash after this event, hexadecimal */
    void event(ChainedEvent event, String mark);

    /** Comes after the last event that it covers. */
    void seal(Seal seal);
}
