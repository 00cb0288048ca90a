package dev.annals.user;

/** Whether an account can be used. A block can be lifted, a deletion is final, after an erasure nothing can be read. */
public enum AccountStatus {
    ACTIVE,
    BLOCKED,
    DELETED,
    ERASED;

    /** Whether there is nobody any more who could sign in, now or later. */
    public boolean isGone() {
        return this == DELETED || this == ERASED;
    }
}
