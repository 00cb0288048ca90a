package dev.annals.foundation.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Keys derived from one random root secret of this store, one per use. The master key only wraps the root secret, so
 * rotating it changes no hash and no wrapped value.
 */
final class RootSecrets implements Secrets {

    private final byte[] root;
    private final Map<String, byte[]> lookupKeys = new ConcurrentHashMap<>();
    private final Map<String, SecretKey> wrappingKeys = new ConcurrentHashMap<>();

    RootSecrets(byte[] root) {
        this.root = root.clone();
    }

    @Override
    public String lookupHash(String use, String normalized) {
        var key = lookupKeys.computeIfAbsent(use, name -> Hkdf.derive(root, "lookup " + name));
        return HexFormat.of().formatHex(Hkdf.hmac(key, normalized.getBytes(UTF_8)));
    }

    @Override
    public byte[] wrap(String use, byte[] secret) {
        return AesGcm.wrap(wrappingKey(use), use.getBytes(UTF_8), secret);
    }

    @Override
    public byte[] unwrap(String use, byte[] wrapped) {
        return AesGcm.unwrap(wrappingKey(use), use.getBytes(UTF_8), wrapped);
    }

    private SecretKey wrappingKey(String use) {
        return wrappingKeys.computeIfAbsent(use, name -> AesGcm.key(Hkdf.derive(root, "wrap " + name)));
    }
}
