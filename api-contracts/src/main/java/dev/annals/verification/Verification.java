package dev.annals.verification;

/** Compares what is kept with the log: every live read table and every table by which the write side decides. */
public interface Verification {

    /**
     * Folds the log and compares, all in one snapshot of the store. While others write, read tables that have not caught
     * up differ and are named in {@link Findings#behind}; the write side's never may.
     */
    Findings compare();
}
