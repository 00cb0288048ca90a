package dev.annals.foundation.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), one block of output. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    /** 32 bytes for one use; different uses give unrelated keys. */
    static byte[] derive(byte[] secret, String use) {
        return expand(hmac(new byte[32], secret), use.getBytes(UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] input) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    static byte[] expand(byte[] pseudoRandomKey, byte[] info) {
        var input = java.util.Arrays.copyOf(info, info.length + 1);
        input[info.length] = 1;
        return hmac(pseudoRandomKey, input);
    }
}
