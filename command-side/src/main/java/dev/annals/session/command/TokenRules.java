package dev.annals.session.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** What the claims of a genuine token must say. */
final class TokenRules implements OAuth2TokenValidator<Jwt> {

    /** For clocks that differ. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private final OAuth2TokenValidator<Jwt> all;

    private TokenRules(List<OAuth2TokenValidator<Jwt>> rules) {
        all = new DelegatingOAuth2TokenValidator<>(rules);
    }

    /** Of a token signed with our own key. */
    static TokenRules ours(TokenSettings settings, Clock clock) {
        var rules = common(settings, clock);
        rules.add(new JwtAudienceValidator(settings.audience()));
        return new TokenRules(rules);
    }

    /** Of a token signed with a shared secret: it names no audience. */
    static TokenRules dialect(TokenSettings settings, Clock clock) {
        return new TokenRules(common(settings, clock));
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return all.validate(token);
    }

    private static List<OAuth2TokenValidator<Jwt>> common(TokenSettings settings, Clock clock) {
        var times = new JwtTimestampValidator(LEEWAY);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        var rules = new ArrayList<OAuth2TokenValidator<Jwt>>();
        rules.add(times);
        rules.add(new JwtTypeValidator(TokenIssuer.TYPE));
        rules.add(new JwtIssuerValidator(settings.issuer()));
        rules.add(new JwtClaimValidator<Object>("jti", String.class::isInstance));
        rules.add(new JwtClaimValidator<Object>(TokenIssuer.USER_ID, String.class::isInstance));
        rules.add(new JwtClaimValidator<Object>(TokenIssuer.SESSION_ID, String.class::isInstance));
        rules.add(new JwtClaimValidator<Object>(TokenIssuer.EPOCH, Long.class::isInstance));
        rules.add(new JwtClaimValidator<Object>(
                "iat",
                at -> at instanceof Instant instant
                        && !instant.isAfter(clock.instant().plus(LEEWAY))));
        return rules;
    }
}
