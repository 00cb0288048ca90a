package dev.annals.session.command;

import static dev.annals.shared.SharedRefusal.PASSWORD_CHANGE_REQUIRED;
import static dev.annals.shared.SharedRefusal.UNAVAILABLE;
import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;

import dev.annals.foundation.security.AccessGate;
import dev.annals.foundation.security.AccessTokens.Verified;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells other services whether an access token counts now (RFC 7662). Of one that does not it says nothing else. */
@RestController
class IntrospectionController {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final TokenVerifier tokens;
    private final AccessGate gate;
    private final Authority authority;

    IntrospectionController(TokenVerifier tokens, AccessGate gate, Authority authority) {
        this.tokens = tokens;
        this.gate = gate;
        this.authority = authority;
    }

    @PostMapping(path = "/api/v1/introspect", consumes = APPLICATION_FORM_URLENCODED_VALUE)
    Map<String, Object> introspect(@RequestBody MultiValueMap<String, String> form, Caller caller) {
        authority.require(caller.actor(), Permission.SESSIONS_READ);
        var token = form.getFirst("token");
        if (token == null) throw new CommandRefused(SharedRefusal.INVALID_VALUE, "token: is required.");
        var jwt = tokens.readAny(token);
        var verified = jwt == null ? null : TokenVerifier.verified(jwt);
        return jwt == null || verified == null || !counts(verified) ? INACTIVE : active(jwt, verified);
    }

    private boolean counts(Verified token) {
        var refusal = gate.refusalOf(token);
        if (refusal == UNAVAILABLE) throw new CommandRefused(UNAVAILABLE);
        return refusal == null || refusal == PASSWORD_CHANGE_REQUIRED;
    }

    private Map<String, Object> active(Jwt jwt, Verified token) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("active", true);
        answer.put("token_type", "Bearer");
        for (var claim : new String[] {"sub", "user_id", "username", "sid", "iss", "aud", "jti"})
            if (jwt.hasClaim(claim)) answer.put(claim, jwt.getClaim(claim));
        answer.put("roles", authority.rolesOf(token.userId()));
        if (jwt.getIssuedAt() != null) answer.put("iat", jwt.getIssuedAt().getEpochSecond());
        if (jwt.getExpiresAt() != null) answer.put("exp", jwt.getExpiresAt().getEpochSecond());
        return answer;
    }
}
