package dev.annals.foundation.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the chain is.
 *
 * @param position the index of the last event that is chained
 * @param events how many are
 * @param hash the chain's hash after it, hexadecimal
 * @param lag how many places of the log are after it
 * @param seal the newest
 * @param alarms what was noticed by itself, newest first; a hundred at most
 */
public record ChainStatus(
        String store,
        long position,
        long events,
        String hash,
        long lag,
        @Nullable Seal seal,
        List<Alarm> alarms) {}
