package dev.annals.foundation.evidence;

import java.time.Instant;

/** Something that cannot have happened by itself, noticed while the log was chained. */
public record Alarm(String kind, long position, Instant noticedAt) {

    /** An event appeared where there was none when everybody had ended who could have written it. */
    static final String FILLED_HOLE = "FILLED_HOLE";
    /** The chain is shorter than this process has seen it. */
    static final String CHAIN_CUT = "CHAIN_CUT";
}
