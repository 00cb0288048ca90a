package dev.annals.foundation.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where NATS is and who we are to it ({@code NATS_URL}, {@code NATS_USER}, …).
 *
 * @param url one or several, separated by commas; empty where there is none, and the relay waits
 * @param user with {@code password}; neither where a credentials file is given
 * @param ca a file with the certificates (PEM) of those we believe; the JVM's own where there is none
 * @param creds a credentials file, as {@code nsc} writes it
 */
@ConfigurationProperties("nats")
public record NatsSettings(
        @DefaultValue("") String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String ca,
        @Nullable String creds) {

    public NatsSettings {
        url = url.strip();
        user = blankToNull(user);
        password = blankToNull(password);
        ca = blankToNull(ca);
        creds = blankToNull(creds);
    }

    /** Whether there is a NATS to talk to. */
    public boolean isPresent() {
        return !url.isEmpty();
    }

    /** Whether nothing is said to it in the clear. */
    boolean isEncrypted() {
        return ca != null || url.contains("tls://") || url.contains("wss://");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without what is secret; the URL may hold a password too. */
    @Override
    public String toString() {
        return "NatsSettings[" + (isPresent() ? "present" : "absent") + "]";
    }
}
