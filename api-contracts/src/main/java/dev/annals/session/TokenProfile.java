package dev.annals.session;

/** Whose tokens a session gives out: each dialect has its own claims, key and lifetime. Stored in events. */
public enum TokenProfile {
    CANONICAL,
    KEY_SERVICE,
    USER_SERVICE,
    MILKYWAY
}
