package dev.annals.reward;

/** What became of a claim. The name is what clients see. */
public enum ClaimStatus {
    CLAIMED,
    DELIVERED,
    FAILED,
    REVERSED,
    REFUSED
}
