package dev.annals.foundation.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.UUID;

/** Seals with AES-256-GCM; the subject and the purpose are authenticated with the value. */
final class SealedPersonalData implements PersonalData {

    private final KeyRing keys;

    SealedPersonalData(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public Personal seal(UUID subject, Purpose purpose, String clear) {
        var key = keys.obtain(subject);
        if (key.key() == null) throw new IllegalStateException("The key of subject " + subject + " is destroyed");
        return seal(key, subject, purpose, clear);
    }

    @Override
    public String open(Personal sealed) {
        var key = keys.find(sealed.subject());
        if (key == null) throw new IllegalStateException("The key of subject " + sealed.subject() + " is missing");
        return open(key, sealed);
    }

    @Override
    public void prefetch(Collection<UUID> subjects) {
        keys.prefetch(subjects);
    }

    static Personal seal(DataKey key, UUID subject, Purpose purpose, String clear) {
        var nonce = AesGcm.random(AesGcm.NONCE_BYTES);
        var secret = java.util.Objects.requireNonNull(key.key());
        var cipherText = AesGcm.encrypt(secret, nonce, additional(subject, purpose), clear.getBytes(UTF_8));
        return new Personal(subject, key.version(), purpose, nonce, cipherText);
    }

    static String open(DataKey key, Personal sealed) {
        var secret = key.key();
        if (secret == null) return "";
        if (key.version() != sealed.keyVersion())
            throw new IllegalStateException(
                    "Version " + sealed.keyVersion() + " of the key of subject " + sealed.subject() + " is missing");
        var additional = additional(sealed.subject(), sealed.purpose());
        return new String(AesGcm.decrypt(secret, sealed.nonce(), additional, sealed.cipherText()), UTF_8);
    }

    private static byte[] additional(UUID subject, Purpose purpose) {
        var code = purpose.code().getBytes(UTF_8);
        return ByteBuffer.allocate(16 + code.length)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .put(code)
                .array();
    }
}
