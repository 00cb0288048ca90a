package dev.annals.session.command;

import dev.annals.session.TokenProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The secrets that the User Service and Milkyway share with services beside them. Where one is set, that dialect's
 * tokens are signed with it and count on its own routes only: whoever knows it could make tokens for all others.
 */
@Component
class SharedSecrets {

    private static final Pattern USER_SERVICE_ROUTES = Pattern.compile("/(register|token|users(/.*)?)");
    private static final Pattern MILKYWAY_ROUTES = Pattern.compile("/(auth|event)(/.*)?");

    /** An HMAC key is padded with zeros anyway (RFC 2104); the libraries ask for 32 bytes before they compute one. */
    private static final int LEAST_BYTES = 32;

    private final Map<TokenProfile, SecretKey> keys = new TreeMap<>();

    SharedSecrets(Environment environment) {
        var algorithm = environment.getProperty("ALGORITHM", "HS256");
        if (!algorithm.equals("HS256") && !algorithm.equals("ES256"))
            throw new IllegalArgumentException("ALGORITHM is HS256 (with SECRET_KEY) or ES256");
        if (algorithm.equals("HS256")) put(TokenProfile.USER_SERVICE, environment.getProperty("SECRET_KEY", ""));
        put(TokenProfile.MILKYWAY, environment.getProperty("JWT_SECRET", ""));
    }

    /** The secret by which tokens of this profile are signed; absent where they are signed like all others. */
    @Nullable
    SecretKey of(TokenProfile profile) {
        return keys.get(profile);
    }

    /** The secret that counts at this path. */
    @Nullable
    SecretKey at(String path) {
        if (USER_SERVICE_ROUTES.matcher(path).matches()) return of(TokenProfile.USER_SERVICE);
        return MILKYWAY_ROUTES.matcher(path).matches() ? of(TokenProfile.MILKYWAY) : null;
    }

    private void put(TokenProfile profile, String secret) {
        if (secret.isBlank()) return;
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        keys.put(profile, new SecretKeySpec(Arrays.copyOf(bytes, Math.max(bytes.length, LEAST_BYTES)), "HmacSHA256"));
    }
}
