package dev.annals.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

/**
 * A sealed personal value. One text form everywhere: payload, metadata, snapshot, dead letter, read model. It is opened
 * by whoever needs it, explicitly and late; once the subject's key is destroyed it opens as empty.
 *
 * @param subject whose key seals it
 * @param keyVersion which of the subject's keys
 * @param purpose what it is
 * @param nonce 96 bits, never used twice with one key (NIST SP 800-38D)
 * @param cipherText AES-256-GCM output, tag included; subject and purpose are the additional data
 */
public record Personal(UUID subject, int keyVersion, Purpose purpose, byte[] nonce, byte[] cipherText) {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Reads the text form. */
    @JsonCreator
    public static Personal parse(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 5) throw new IllegalArgumentException("No personal value");
        var decoder = Base64.getUrlDecoder();
        return new Personal(
                UUID.fromString(parts[0]),
                Integer.parseInt(parts[1]),
                Purpose.of(parts[2]),
                decoder.decode(parts[3]),
                decoder.decode(parts[4]));
    }

    /** {@code subject:keyVersion:purpose:nonce:cipherText}, the last two in base64url. */
    @JsonValue
    public String text() {
        return subject + ":" + keyVersion + ":" + purpose.code() + ":" + ENCODER.encodeToString(nonce) + ":"
                + ENCODER.encodeToString(cipherText);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Personal that
                && subject.equals(that.subject)
                && keyVersion == that.keyVersion
                && purpose == that.purpose
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(cipherText, that.cipherText);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, keyVersion, purpose, Arrays.hashCode(nonce), Arrays.hashCode(cipherText));
    }

    /** The sealed text, never the value. */
    @Override
    public String toString() {
        return text();
    }
}
