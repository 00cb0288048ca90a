package dev.annals.user.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.personal.Secrets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes without a key. */
final class PlainSecrets implements Secrets {

    @Override
    public String lookupHash(String use, String normalized) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest((use + ':' + normalized).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] wrap(String use, byte[] secret) {
        return secret;
    }

    @Override
    public byte[] unwrap(String use, byte[] wrapped) {
        return wrapped;
    }
}
