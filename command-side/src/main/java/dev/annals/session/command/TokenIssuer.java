package dev.annals.session.command;

import dev.annals.session.SignIns.Tokens;
import dev.annals.session.TokenProfile;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs access tokens: the canonical ones and those that the clients of the dialects know how to read. */
@Component
class TokenIssuer {

    /** Whom a token names, in clear. */
    record Holder(
            String username,
            @Nullable String email,
            @Nullable String displayName) {}

    static final String TYPE = "at+jwt";
    static final String USER_ID = "user_id";
    static final String SESSION_ID = "sid";
    static final String EPOCH = "epoch";

    /** Milkyway's users have one role: the first of these that they hold. */
    private static final List<String> HIGHEST_FIRST = List.of("ADMIN", "OPERATOR", "AUDITOR", "USER");

    private final SigningKeys keys;
    private final SharedSecrets shared;
    private final TokenSettings settings;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, SharedSecrets shared, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.shared = shared;
        this.settings = settings;
        this.clock = clock;
    }

    /** A token for this session; it never outlives it. */
    Tokens issue(SessionAnswer.Open session, Holder holder, @Nullable String refreshToken) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var end = now.plus(settings.lifetimeOf(session.profile()));
        if (end.isAfter(session.expiresAt())) end = session.expiresAt();
        var token = Jwts.builder()
                .id(UUID.randomUUID().toString())
                .issuer(settings.issuer())
                .issuedAt(Date.from(now))
                .expiration(Date.from(end))
                .claim(USER_ID, session.userId().toString())
                .claim("username", holder.username())
                .claim("roles", session.access().roles())
                .claim(SESSION_ID, session.sessionId().toString())
                .claim(EPOCH, session.access().epoch());
        if (holder.email() != null) token.claim("email", holder.email());
        inTheWordsOf(session, holder, token);
        return new Tokens(
                session.userId(),
                session.sessionId(),
                signed(token, session.profile()),
                refreshToken,
                Duration.between(now, end).toSeconds(),
                session.access().passwordChangeRequired());
    }

    private static void inTheWordsOf(SessionAnswer.Open session, Holder holder, JwtBuilder token) {
        switch (session.profile()) {
            case CANONICAL, KEY_SERVICE -> token.subject(session.userId().toString());
            case USER_SERVICE -> token.subject(holder.username());
            case MILKYWAY ->
                token.subject(session.userId().toString())
                        .claim("name", holder.displayName() == null ? holder.username() : holder.displayName())
                        .claim("role", highest(session.access().roles()))
                        .claim("loginType", "credentials");
        }
    }

    /** A shared secret's tokens name no audience: the libraries of those services refuse one they were not told of. */
    private String signed(JwtBuilder token, TokenProfile profile) {
        var secret = shared.of(profile);
        if (secret != null)
            return token.header()
                    .type(TYPE)
                    .and()
                    .signWith(secret, Jwts.SIG.HS256)
                    .compact();
        var signer = keys.signer();
        return token.header()
                .type(TYPE)
                .keyId(signer.kid())
                .and()
                .audience()
                .add(settings.audience())
                .and()
                .signWith(signer.key(), Jwts.SIG.ES256)
                .compact();
    }

    private static String highest(Set<String> roles) {
        return HIGHEST_FIRST.stream().filter(roles::contains).findFirst().orElse("USER");
    }
}
