package dev.annals.foundation.evidence;

import java.time.Instant;
import java.util.Arrays;

/**
 * With this seals are checked.
 *
 * @param publicKey X.509 SubjectPublicKeyInfo
 * @param since when it was first used here
 */
public record PublicSealKey(String keyId, String algorithm, byte[] publicKey, Instant since) {

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicSealKey that && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return algorithm + " " + keyId;
    }
}
