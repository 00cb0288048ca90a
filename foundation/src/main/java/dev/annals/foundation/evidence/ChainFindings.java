package dev.annals.foundation.evidence;

import java.util.List;

/**
 * What a verification of the chain found.
 *
 * @param events how many events the chain covers
 * @param position the last one's index
 * @param hash the chain's hash after it, hexadecimal
 * @param seals how many seals there are
 * @param provedUpTo up to which index a seal of a key that this process holds vouches for everything
 * @param breaks the first hundred, by position
 */
public record ChainFindings(
        String store, long events, long position, String hash, long seals, long provedUpTo, List<Break> breaks) {

    /** Whether everything is as it was chained and sealed. */
    public boolean isWhole() {
        return breaks.isEmpty();
    }
}
