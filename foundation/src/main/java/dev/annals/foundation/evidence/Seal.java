package dev.annals.foundation.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What the chain was at a moment, signed.
 *
 * @param number 1, 2, 3 …
 * @param position the index of the last event under the seal
 * @param events how many events are under it
 * @param hash the chain's hash, hexadecimal
 * @param previous SHA-256 of the statement of the seal before, hexadecimal; zeros for the first
 * @param keyId whose signature it is
 * @param signature Ed25519 over the statement
 */
public record Seal(
        String store,
        long number,
        long position,
        long events,
        String hash,
        String previous,
        Instant sealedAt,
        String keyId,
        byte[] signature) {

    static final String NONE_BEFORE = "0".repeat(64);

    /** What is signed. */
    byte[] statement() {
        return String.join(
                        "\n",
                        "annals-seal-v1",
                        "store=" + store,
                        "number=" + number,
                        "position=" + position,
                        "events=" + events,
                        "hash=" + hash,
                        "previous=" + previous,
                        "sealed_at=" + ChainHash.micros(sealedAt),
                        "key=" + keyId)
                .getBytes(UTF_8);
    }

    /** What the next seal says of this one. */
    String fingerprint() {
        return HexFormat.of().formatHex(ChainHash.sha256().digest(statement()));
    }

    Seal signedBy(SealKey key) {
        return new Seal(store, number, position, events, hash, previous, sealedAt, keyId, key.sign(statement()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal that && fingerprint().equals(that.fingerprint());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "seal " + number + " of " + events + " events up to " + position + ", hash " + hash + ", key " + keyId;
    }
}
