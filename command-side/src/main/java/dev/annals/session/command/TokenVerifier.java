package dev.annals.session.command;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.HS256;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.annals.foundation.security.AccessTokens;
import dev.annals.session.TokenProfile;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Knows genuine access tokens. The algorithm decides nothing: ES256 is checked with our public keys only, HS256 with the
 * secret of the route's dialect only, and a header that says more than we ever write is not ours.
 */
@Component
class TokenVerifier implements AccessTokens {

    private static final Set<String> KNOWN_HEADERS = Set.of("alg", "typ", "kid");
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final SigningKeys keys;
    private final SharedSecrets shared;
    private final TokenSettings settings;
    private final Clock clock;
    private final NimbusJwtDecoder ours;
    private final VerifiedTokens genuine;

    TokenVerifier(SigningKeys keys, SharedSecrets shared, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.shared = shared;
        this.settings = settings;
        this.clock = clock;
        this.ours = decoder(this::publicKey, TokenRules.ours(settings, clock));
        this.genuine = new VerifiedTokens(clock);
    }

    @Override
    public @Nullable Verified verify(String token, String path) {
        var jwt = read(token, shared.at(path));
        return jwt == null ? null : verified(jwt);
    }

    /** Whom a genuine token names; absent where its ids are none. */
    static @Nullable Verified verified(Jwt jwt) {
        try {
            return new Verified(
                    UserId.of(claim(jwt, TokenIssuer.USER_ID)),
                    SessionId.of(claim(jwt, TokenIssuer.SESSION_ID)),
                    Long.parseLong(claim(jwt, TokenIssuer.EPOCH)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String claim(Jwt jwt, String name) {
        return String.valueOf(jwt.<Object>getClaim(name));
    }

    /** The claims of a token of any dialect. */
    @Nullable
    Jwt readAny(String token) {
        for (var profile : TokenProfile.values()) {
            var jwt = read(token, shared.of(profile));
            if (jwt != null) return jwt;
        }
        return null;
    }

    /** The token's claims; absent for whatever is wrong with it. */
    private @Nullable Jwt read(String token, @Nullable SecretKey secret) {
        try {
            var header = header(token);
            if (header == null) return null;
            if (header.getAlgorithm().equals(ES256)) return genuine.get(token, keys.publicKeys(), ours::decode);
            if (header.getAlgorithm().equals(HS256) && secret != null && header.getKeyID() == null)
                return decoder((it, context) -> List.of(secret), TokenRules.dialect(settings, clock))
                        .decode(token);
            return null;
        } catch (JwtException | ParseException | IllegalArgumentException | DataAccessException e) {
            return null;
        }
    }

    private static @Nullable JWSHeader header(String token) throws ParseException {
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || !isCanonical(parts[2])) return null;
        var header = JWSHeader.parse(new Base64URL(parts[0]));
        return KNOWN_HEADERS.containsAll(header.toJSONObject().keySet()) ? header : null;
    }

    /** Base64 leaves some bits of the last letter unused; we write zeros there, and whoever writes others changed it. */
    private static boolean isCanonical(String signature) {
        var read = new Base64URL(signature);
        return Base64URL.encode(read.decode()).toString().equals(signature);
    }

    private List<Key> publicKey(JWSHeader header, @Nullable SecurityContext context) {
        var kid = header.getKeyID();
        if (kid == null || !KID.matcher(kid).matches() || !header.getAlgorithm().equals(ES256)) return List.of();
        try {
            return keys.find(kid) instanceof ECKey key ? List.of(key.toPublicKey()) : List.of();
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }

    private static NimbusJwtDecoder decoder(JWSKeySelector<SecurityContext> selector, TokenRules rules) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TokenIssuer.TYPE)));
        processor.setJWSKeySelector(selector);
        // The rules check the claims; Nimbus' own checks would do it twice and by the system's clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(rules);
        return decoder;
    }
}
