package dev.annals.foundation.settings;

/** What a process does beside carrying all command and query handlers. */
public enum Role {
    /** Answers HTTP. */
    API,
    /** Runs the projections. */
    PROJECTIONS,
    /** Tells others. */
    RELAY
}
