package dev.annals.game.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what a user is known at the game server: his id. With a shared secret he is named by a token that says so and lives
 * for a minute, which the runtime module checks and replaces by the id: else everybody who has the server key, and every
 * copy of the game has it, could sign in as anybody.
 */
final class CustomId {

    static final String AUDIENCE = "nakama";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

    private final @Nullable SecretKeySpec secret;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    CustomId(@Nullable String secret, Clock clock) {
        this.secret = secret == null ? null : new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** @param username what the account is to be called where it is made, which the token says as well */
    String of(String id, @Nullable String username) {
        if (secret == null) return id;
        var now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", id);
        if (username != null) claims.put("username", username);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        var text = HEADER + "." + BASE64.encodeToString(json.writeValueAsBytes(claims));
        return text + "." + BASE64.encodeToString(hmac(secret, text));
    }

    private static byte[] hmac(SecretKeySpec secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HmacSHA256", e);
        }
    }
}
