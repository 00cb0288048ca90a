package dev.annals.foundation.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The other way out, by HTTP ({@code BACKEND_SYNC_URL}, …).
 *
 * @param url where each message is posted
 * @param secret signs each request; without one there is no signature
 * @param allowPrivate whether the target may be in a private network or this machine
 * @param timeout how long a whole exchange may take
 * @param mostBackOff the longest pause after a failure; a {@code Retry-After} may ask for more, up to an hour
 */
@ConfigurationProperties("backend.sync")
public record SyncSettings(
        @DefaultValue("") String url,
        @Nullable String secret,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1m") Duration mostBackOff) {

    public SyncSettings {
        url = url.strip();
        secret = secret == null || secret.isBlank() ? null : secret.strip();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SyncSettings[" + (url.isEmpty() ? "absent" : "present") + "]";
    }
}
