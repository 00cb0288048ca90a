package dev.annals.foundation.evidence;

import java.util.List;

/**
 * A sealed part of the chain: what is exported at a time.
 *
 * @param after where it begins: after the event at that index, 0 at the very beginning
 * @param hashBefore the chain's hash there, hexadecimal
 * @param eventsBefore how many events are before it
 * @param last the index of its last event; that of {@code after} where it is empty
 * @param hash the chain's hash at its end
 * @param events how many events it has
 * @param sealedUpTo up to which index there is more
 * @param seals the seals within it
 */
public record ChainSection(
        String store,
        long after,
        String hashBefore,
        long eventsBefore,
        long last,
        String hash,
        long events,
        long sealedUpTo,
        List<Seal> seals) {}
