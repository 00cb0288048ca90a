package dev.annals.foundation.evidence;

/** Indexes under which nothing was stored. */
record Hole(long first, long last) {}
