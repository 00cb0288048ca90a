package dev.annals.foundation.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 key that seals.
 *
 * @param publicKey as X.509 has it (SubjectPublicKeyInfo)
 */
record SealKey(String id, PrivateKey privateKey, byte[] publicKey) {

    static final int SEED_BYTES = 32;
    private static final String ED25519 = "Ed25519";

    /** The key that a secret is; the JDK derives the public one only while it makes a pair, from what it is dealt. */
    static SealKey of(byte[] seed) {
        try {
            var privateKey = KeyFactory.getInstance(ED25519)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            var pairs = KeyPairGenerator.getInstance(ED25519);
            pairs.initialize(NamedParameterSpec.ED25519, new Dealt(seed));
            var publicKey = pairs.generateKeyPair().getPublic().getEncoded();
            var key = new SealKey(id(publicKey), privateKey, publicKey);
            var sample = "annals".getBytes(UTF_8);
            if (!isSigned(publicKey, sample, key.sign(sample)))
                throw new IllegalStateException("This JDK derives no public key from a secret");
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no Ed25519", e);
        }
    }

    /** The first 16 hexadecimal digits of the public key's SHA-256. */
    static String id(byte[] publicKey) {
        return HexFormat.of().formatHex(ChainHash.sha256().digest(publicKey)).substring(0, 16);
    }

    byte[] sign(byte[] statement) {
        try {
            var signature = Signature.getInstance(ED25519);
            signature.initSign(privateKey);
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isSigned(byte[] publicKey, byte[] statement, byte[] signature) {
        try {
            var check = Signature.getInstance(ED25519);
            check.initVerify(KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(publicKey)));
            check.update(statement);
            return check.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealKey that && MessageDigest.isEqual(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return "SealKey " + id;
    }

    private static final class Dealt extends SecureRandom {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // Never serialized.
        private final byte[] seed;

        Dealt(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
