package dev.annals.foundation.store;

/**
 * Who this process is, as the owner of what it has claimed in the database. A name of its own for each start; on H2,
 * which one process opens at a time, always the same, so that a restart takes its claims up again at once.
 */
public record ProcessName(String value) {}
