package dev.annals.foundation.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The keys that wrap all others: one that wraps from now on, and one more that is still accepted while the master key
 * rotates. What is wrapped starts with the id of the key that did it, so that a wrong master key is told apart from a
 * value that was tampered with.
 */
final class MasterKeys {

    private static final int ID_BYTES = 4;

    private record Master(byte[] id, SecretKey key) {

        static Master of(byte[] secret) {
            // The id says nothing about the key: another derivation of the same secret.
            return new Master(Arrays.copyOf(Hkdf.derive(secret, "master key id"), ID_BYTES), AesGcm.key(secret));
        }

        boolean wrapped(byte[] blob) {
            return blob.length > ID_BYTES && Arrays.equals(id, 0, ID_BYTES, blob, 0, ID_BYTES);
        }
    }

    private final Master current;
    private final List<Master> accepted;

    MasterKeys(byte[] current, Optional<byte[]> previous) {
        this.current = Master.of(current);
        this.accepted =
                previous.map(secret -> List.of(this.current, Master.of(secret))).orElse(List.of(this.current));
    }

    byte[] wrap(String use, byte[] secret) {
        var wrapped = AesGcm.wrap(current.key, use.getBytes(UTF_8), secret);
        var blob = Arrays.copyOf(current.id, ID_BYTES + wrapped.length);
        System.arraycopy(wrapped, 0, blob, ID_BYTES, wrapped.length);
        return blob;
    }

    byte[] unwrap(String use, byte[] blob) {
        var master = accepted.stream()
                .filter(candidate -> candidate.wrapped(blob))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The keys in this store are wrapped by another master key than the one given"));
        return AesGcm.unwrap(master.key, use.getBytes(UTF_8), Arrays.copyOfRange(blob, ID_BYTES, blob.length));
    }

    /** Whether a blob was wrapped by a key that is only still accepted. */
    boolean isOutdated(byte[] blob) {
        return !current.wrapped(blob);
    }

    /** Whether two master keys are given, so that there may be something to re-wrap. */
    boolean rotating() {
        return accepted.size() > 1;
    }
}
