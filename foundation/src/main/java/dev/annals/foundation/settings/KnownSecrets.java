package dev.annals.foundation.settings;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;

/** Secrets that are none. */
final class KnownSecrets {

    /** What the guides print, and what people type in a hurry. */
    private static final Set<String> KNOWN = Set.of(
            "your-secret-key",
            "your_secret_key",
            "your_jwt_secret",
            "your-jwt-secret",
            "secret",
            "secretkey",
            "password",
            "admin",
            "changeme",
            "change-me",
            "defaultkey",
            "defaulthttpkey");

    /** HS256 needs a key of at least the hash's length (RFC 7518, section 3.2). */
    private static final int SIGNING_BYTES = 32;

    private KnownSecrets() {}

    /** A store that may be reached by others is not sealed or signed with something that stands in a guide. */
    static void refuse(Environment environment, List<String> names) {
        for (var name : names) {
            var secret = environment.getProperty(name, "");
            if (KNOWN.contains(secret.toLowerCase(Locale.ROOT)))
                throw new SettingRefused(
                        name + " is a well-known default; choose another, e.g. `openssl rand -hex 32`");
        }
        for (var name : List.of("SECRET_KEY", "JWT_SECRET", "NAKAMA_JWT_SECRET")) {
            var bytes = environment.getProperty(name, "").getBytes(StandardCharsets.UTF_8).length;
            if (bytes > 0 && bytes < SIGNING_BYTES)
                throw new SettingRefused(name + " has " + bytes + " bytes; tokens are signed with at least "
                        + SIGNING_BYTES + ", e.g. `openssl rand -hex 32`");
        }
    }
}
