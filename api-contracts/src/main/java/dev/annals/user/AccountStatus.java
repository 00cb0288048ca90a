package dev.annals.user;

/** Whether an account can be used. A block can be lifted, a deletion is final. */
public enum AccountStatus {
    ACTIVE,
    BLOCKED,
    DELETED
}
