package dev.annals.session.command;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Remembers which tokens were found genuine, so that a client's signature is computed once and not with every request.
 * Whether a token still counts is asked each time all the same.
 */
final class VerifiedTokens {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Jwt> genuine = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Jwt> eldest) {
            return size() > MOST;
        }
    };
    private @Nullable JWKSet keys;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    /** The token as it was verified with these keys, verified now where it was not. */
    Jwt get(String token, JWKSet current, Function<String, Jwt> verify) {
        var known = lookUp(token, current);
        if (known != null) return known;
        var jwt = verify.apply(token);
        synchronized (this) {
            genuine.put(token, jwt);
        }
        return jwt;
    }

    private synchronized @Nullable Jwt lookUp(String token, JWKSet current) {
        if (keys != current) {
            if (keys == null || !keys.equals(current)) genuine.clear();
            keys = current;
        }
        var known = genuine.get(token);
        if (known == null) return null;
        var end = known.getExpiresAt();
        if (end != null && isOver(end)) {
            genuine.remove(token);
            return null;
        }
        return known;
    }

    private boolean isOver(Instant end) {
        return !clock.instant().minus(TokenRules.LEEWAY).isBefore(end);
    }
}
