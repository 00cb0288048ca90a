package dev.annals.session.command;

import dev.annals.shared.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token as it was presented: {@code session id . number . HMAC-SHA256(session secret, number)}.
 *
 * @param proof what the client says the HMAC is
 */
record RefreshToken(SessionId sessionId, int number, String proof) {

    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.([1-9][0-9]{0,8})\\.([A-Za-z0-9_-]{43})");

    /** Reads the text form; absent where it is none. */
    static @Nullable RefreshToken parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) return null;
        return new RefreshToken(
                new SessionId(UUID.fromString(parts.group(1))), Integer.parseInt(parts.group(2)), parts.group(3));
    }

    /** The text form of a session's token. */
    static String text(SessionId sessionId, int number, byte[] secret) {
        return sessionId + "." + number + "." + proof(secret, number);
    }

    /** Whether it was made from this secret. */
    boolean isProvenBy(byte[] secret) {
        return MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.US_ASCII), proof(secret, number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the proof. */
    @Override
    public String toString() {
        return "refresh token " + number + " of " + sessionId;
    }

    private static String proof(byte[] secret, int number) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var hash = mac.doFinal(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
