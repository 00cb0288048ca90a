package dev.annals.verification;

/** What is verified. Stored in events. */
public enum VerificationSubject {
    /** The log itself, by its chain and its seals. */
    CHAIN,
    /** Every live read model and every table by which the write side decides, by a second fold of the log. */
    READ_MODELS
}
