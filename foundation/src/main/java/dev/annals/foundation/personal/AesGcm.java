package dev.annals.foundation.personal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a random 96-bit nonce and a 128-bit tag (NIST SP 800-38D). */
final class AesGcm {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Looking for who provides it costs as much as opening a value. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(AesGcm::newCipher);

    private AesGcm() {}

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static SecretKey key(byte[] key) {
        if (key.length != KEY_BYTES) throw new IllegalArgumentException("A key has 32 bytes");
        return new SecretKeySpec(key, "AES");
    }

    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] clear) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, additional).doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    static byte[] decrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, additional).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("A sealed value is not what was sealed, or was sealed under another key");
        } catch (GeneralSecurityException e) {
            // Without the cause: its message may quote what was read.
            throw new IllegalStateException(
                    "A sealed value cannot be opened: " + e.getClass().getSimpleName());
        }
    }

    /** Nonce and cipher text in one. */
    static byte[] wrap(SecretKey key, byte[] additional, byte[] clear) {
        var nonce = random(NONCE_BYTES);
        var sealed = encrypt(key, nonce, additional, clear);
        var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return wrapped;
    }

    static byte[] unwrap(SecretKey key, byte[] additional, byte[] wrapped) {
        if (wrapped.length <= NONCE_BYTES) throw new IllegalStateException("A wrapped secret is cut short");
        var nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
        return decrypt(key, nonce, additional, Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length));
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] additional)
            throws GeneralSecurityException {
        var cipher = CIPHER.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }
}
