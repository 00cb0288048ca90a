package dev.annals.foundation.personal;

/** What is derived from the master key for purposes other than personal values. */
public interface Secrets {

    /**
     * A keyed hash (HMAC-SHA-256, hexadecimal) for look-ups: the same input gives the same hash for ever, also after the
     * master key was rotated.
     *
     * @param use what is hashed, e.g. {@code username}; hashes of different uses never meet
     */
    String lookupHash(String use, String normalized);

    /** Wraps a secret for storage (AES-256-GCM under the master key); {@code use} is authenticated with it. */
    byte[] wrap(String use, byte[] secret);

    /** The secret that {@link #wrap} wrapped; an {@link IllegalStateException} where it was tampered with. */
    byte[] unwrap(String use, byte[] wrapped);
}
