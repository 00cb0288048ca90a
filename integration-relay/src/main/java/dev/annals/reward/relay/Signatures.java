package dev.annals.reward.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.settings.SettingRefused;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs as Standard Webhooks does (standardwebhooks.com, symmetric signatures): HMAC-SHA256 of the id, the seconds and the
 * body, with a full stop between them. While a secret is being replaced there are two signatures, and receivers take
 * either.
 */
final class Signatures {

    private static final String SIGNED = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final List<SecretKeySpec> keys;

    private Signatures(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Reads the setting; refuses to start with one that is none. */
    static Signatures of(@Nullable String secrets) {
        var keys = Stream.of((secrets == null ? "" : secrets).split("[\\s,]+"))
                .filter(secret -> !secret.isEmpty())
                .map(Signatures::key)
                .toList();
        if (keys.isEmpty()) throw refused("is missing: claims are not told without a signature");
        return new Signatures(keys);
    }

    private static SecretKeySpec key(String secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(6) : secret);
            if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES)
                throw refused("has " + bytes.length + " bytes instead of " + LEAST_BYTES + " to " + MOST_BYTES);
            return new SecretKeySpec(bytes, SIGNED);
        } catch (IllegalArgumentException e) {
            throw refused("is no base64");
        }
    }

    private static SettingRefused refused(String why) {
        return new SettingRefused(
                "ANNALS_REWARD_WEBHOOK_SECRET " + why + "; make one with `echo whsec_$(openssl rand -base64 32)`");
    }

    /** What stands in {@code webhook-signature}. */
    String of(String id, Instant at, byte[] body) {
        return keys.stream().map(key -> of(key, id, at, body)).collect(Collectors.joining(" "));
    }

    private static String of(SecretKeySpec key, String id, Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance(SIGNED);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + SIGNED, e);
        }
    }
}
