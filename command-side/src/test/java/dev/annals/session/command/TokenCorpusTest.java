package dev.annals.session.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.annals.foundation.security.AccessTokens.Verified;
import dev.annals.session.TokenProfile;
import dev.annals.session.command.SigningKeyTable.StoredKey;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class TokenCorpusTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ANNA = new UserId(new UUID(2, 2));
    private static final SessionId SESSION = new SessionId(new UUID(1, 1));
    private static final ECKey CURRENT = key("current-key");
    private static final ECKey STRANGER = key("current-key");
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"current-key\"}";
    private static final String USER_SERVICE_SECRET = "a secret of the user service, long enough";
    private static final String MILKYWAY_SECRET = "a secret of milkyway, which is long enough too";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SigningKeyTable table = mock();
    private TokenIssuer issuer;
    private TokenVerifier verifier;

    @BeforeEach
    void wire() {
        given(table.all())
                .willReturn(
                        List.of(new StoredKey("current", CURRENT, NOW), new StoredKey("next", key("next-key"), NOW)));
        wire(USER_SERVICE_SECRET, MILKYWAY_SECRET);
    }

    private void wire(String secretKey, String jwtSecret) {
        var settings = new Binder().bindOrCreate("annals.token", TokenSettings.class);
        var keys = new SigningKeys(table, clock);
        var shared = new SharedSecrets(
                new MockEnvironment().withProperty("SECRET_KEY", secretKey).withProperty("JWT_SECRET", jwtSecret));
        issuer = new TokenIssuer(keys, shared, settings, clock);
        verifier = new TokenVerifier(keys, shared, settings, clock);
    }

    @Test
    void whatWeSignIsGenuine() {
        assertThat(verifier.verify(issued(TokenProfile.CANONICAL), "/api/v1/users/me"))
                .isEqualTo(new Verified(ANNA, SESSION, 7));
        assertThat(verify(signed(HEADER, claims()))).isNotNull();
    }

    @Test
    void canonicalClaimsAreTheOnesPromised() {
        var claims = TokenText.claims(issued(TokenProfile.CANONICAL));
        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder(
                        "sub",
                        "user_id",
                        "username",
                        "email",
                        "roles",
                        "sid",
                        "epoch",
                        "jti",
                        "iss",
                        "aud",
                        "iat",
                        "exp");
        assertThat(claims.path("sub").asString()).isEqualTo(ANNA.toString());
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 900);
    }

    @Test
    void theUserServicesClientsReadTheirNameAsSubject() {
        var token = issued(TokenProfile.USER_SERVICE);
        assertThat(TokenText.decoded(token.split("\\.")[0])).contains("HS256");
        var claims = TokenText.claims(token);
        assertThat(claims.path("sub").asString()).isEqualTo("anna");
        assertThat(claims.path("user_id").asString()).isEqualTo(ANNA.toString());
        assertThat(claims.path("email").asString()).isEqualTo("anna@example.com");
        assertThat(claims.has("aud")).isFalse();
    }

    @Test
    void milkywaysClientsReadOneRoleAndTheLoginType() {
        var claims = TokenText.claims(issued(TokenProfile.MILKYWAY));
        assertThat(claims.path("sub").asString()).isEqualTo(ANNA.toString());
        assertThat(claims.path("name").asString()).isEqualTo("Anna A.");
        assertThat(claims.path("role").asString()).isEqualTo("OPERATOR");
        assertThat(claims.path("loginType").asString()).isEqualTo("credentials");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenDoesNotOutliveItsSession(TokenProfile profile) {
        var open = open(profile, NOW.plusSeconds(60));
        var tokens = issuer.issue(open, new TokenIssuer.Holder("anna", null, null), null);
        assertThat(tokens.expiresIn()).isEqualTo(60);
        assertThat(TokenText.claims(tokens.accessToken()).path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 60);
    }

    @Test
    void aSharedSecretCountsOnItsDialectsRoutesOnly() {
        var userService = issued(TokenProfile.USER_SERVICE);
        var milkyway = issued(TokenProfile.MILKYWAY);
        for (var path : List.of("/users", "/users/7", "/users/7/roles")) {
            assertThat(verifier.verify(userService, path)).isNotNull();
            assertThat(verifier.verify(milkyway, path)).isNull();
        }
        for (var path : List.of("/auth/user/7", "/event", "/event/7/claim-reward")) {
            assertThat(verifier.verify(milkyway, path)).isNotNull();
            assertThat(verifier.verify(userService, path)).isNull();
        }
        for (var path : List.of("/api/v1/users", "/usersx", "/api/v1/auth/x", "/events", "/", "")) {
            assertThat(verifier.verify(milkyway, path)).isNull();
            assertThat(verifier.verify(userService, path)).isNull();
        }
        assertThat(verifier.verify(issued(TokenProfile.CANONICAL), "/users")).isNotNull();
    }

    @Test
    void aShortSecretSignsAsTheServicesBesideDo() throws Exception {
        wire("your-secret-key", "");
        var parts = issued(TokenProfile.USER_SERVICE).split("\\.");
        assertThat(parts[2]).isEqualTo(TokenText.encoded(hmac("your-secret-key".getBytes(UTF_8), parts)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "noNe", "none ", "", "null"})
    void noAlgorithmIsNone(String alg) {
        for (var signature : List.of("", "AA", TokenText.encoded(new byte[64]))) {
            var header = TokenText.encoded("{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"current-key\"}");
            refused(header + "." + TokenText.encoded(claims()) + "." + signature);
        }
    }

    @Test
    void ourPublicKeyIsNoSecret() throws Exception {
        var jwk = CURRENT.toPublicJWK();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder()
                        .encodeToString(CURRENT.toPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (var secret : List.of(
                pem.getBytes(UTF_8),
                CURRENT.toPublicKey().getEncoded(),
                jwk.toJSONString().getBytes(UTF_8),
                jwk.getX().decode()))
            for (var alg : List.of("HS256", "HS384", "HS512"))
                for (var kid : List.of(",\"kid\":\"current-key\"", "")) {
                    var parts = new String[] {
                        TokenText.encoded("{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\"" + kid + "}"),
                        TokenText.encoded(claims())
                    };
                    refused(parts[0] + "." + parts[1] + "." + TokenText.encoded(hmac(secret, parts)));
                }
    }

    @Test
    void anothersKeyIsNotOurs() {
        refused(signed(HEADER, claims(), STRANGER));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderThatSaysAnythingElseIsNotOurs(String header) {
        refused(signed(header, claims()));
    }

    static Stream<String> headers() {
        var headers = new ArrayList<String>();
        for (var kid : List.of(
                "\"../../dev/null\"",
                "\"/etc/passwd\"",
                "\"' OR 1=1 --\"",
                "\"http://localhost/key\"",
                "\"unknown\"",
                "\"\"",
                "null",
                "7",
                "[\"current-key\"]",
                "\"current-key \"",
                "\"CURRENT-KEY\"",
                "\"current-key\\u0000\"",
                "\"" + "a".repeat(65) + "\""))
            headers.add("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":" + kid + "}");
        for (var typ : List.of("\"JWT\"", "\"jwt\"", "\"id+jwt\"", "\"refresh+jwt\"", "\"\"", "null", "\"at+jwtx\""))
            headers.add("{\"alg\":\"ES256\",\"typ\":" + typ + ",\"kid\":\"current-key\"}");
        headers.add("{\"alg\":\"ES256\",\"kid\":\"current-key\"}");
        headers.add("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}");
        for (var extra : List.of(
                "\"jku\":\"http://localhost/jwks.json\"",
                "\"x5u\":\"http://localhost/cert\"",
                "\"jwk\":" + STRANGER.toPublicJWK().toJSONString(),
                "\"x5c\":[\"AAAA\"]",
                "\"crit\":[\"exp\"]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":false",
                "\"zip\":\"DEF\"",
                "\"cty\":\"JWT\"",
                "\"enc\":\"A256GCM\"",
                "\"alg\":\"none\"",
                "\"anything\":1")) headers.add(HEADER.substring(0, HEADER.length() - 1) + "," + extra + "}");
        for (var alg : List.of("ES384", "ES512", "RS256", "PS256", "EdDSA", "es256", "ES256K"))
            headers.add(HEADER.replace("ES256", alg));
        headers.add("[]");
        headers.add("{");
        headers.add("");
        return headers.stream();
    }

    @ParameterizedTest
    @MethodSource("changedClaims")
    void claimsThatAreNotRightDoNotCountThoughWeSignedThem(String claims) {
        refused(signed(HEADER, claims));
    }

    static Stream<String> changedClaims() {
        var now = NOW.getEpochSecond();
        return Stream.of(
                claims().replace("\"iss\":\"annals\"", "\"iss\":\"else\""),
                claims().replace("\"iss\":\"annals\",", ""),
                claims().replace("\"aud\":\"annals\"", "\"aud\":\"else\""),
                claims().replace("\"aud\":\"annals\"", "\"aud\":[]"),
                claims().replace("\"aud\":\"annals\",", ""),
                claims("\"exp\":" + (now - 31)),
                claims("\"exp\":0"),
                claims("\"exp\":-1"),
                claims("\"exp\":\"never\""),
                claims("\"nothing\":0"),
                claims("\"exp\":" + (now + 900) + ",\"nbf\":" + (now + 31)),
                claims().replace("\"iat\":" + now, "\"iat\":" + (now + 31)),
                claims().replace("\"iat\":" + now + ",", ""),
                claims().replace("\"sid\":\"" + SESSION + "\"", "\"sid\":\"1-1-1-1-1\""),
                claims().replace("\"sid\":\"" + SESSION + "\"", "\"sid\":7"),
                claims().replace("\"sid\":\"" + SESSION + "\",", ""),
                claims().replace("\"user_id\":\"" + ANNA + "\"", "\"user_id\":\"anna\""),
                claims().replace("\"user_id\":\"" + ANNA + "\",", ""),
                claims().replace("\"epoch\":7", "\"epoch\":\"7\""),
                claims().replace("\"epoch\":7", "\"epoch\":7.5"),
                claims().replace("\"epoch\":7,", ""),
                claims().replace("\"jti\":\"x\",", ""),
                "[]",
                "null",
                "\"text\"",
                "",
                claims() + claims());
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        assertThat(verify(endingIn(-29))).isNotNull();
        assertThat(verify(endingIn(1))).isNotNull();
        refused(endingIn(-31));
    }

    @Test
    void aTokenThatIsCutIsNone() {
        var token = issued(TokenProfile.CANONICAL);
        for (var length = 0; length < token.length(); length++) refused(token.substring(0, length));
    }

    @Test
    void aTokenWithOneBitChangedIsNone() {
        var token = issued(TokenProfile.CANONICAL);
        for (var at = 0; at < token.length(); at++) {
            var letters = token.toCharArray();
            letters[at] ^= (char) (1 << (at % 7));
            refused(new String(letters));
        }
        // Also where Base64 does not look: the last letter of the signature has four unused bits.
        for (var last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split(""))
            if (!token.endsWith(last)) refused(token.substring(0, token.length() - 1) + last);
    }

    @Test
    void randomChangesMakeItNone() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var token = issued(TokenProfile.CANONICAL);
        for (var n = 0; n < 2_000; n++) {
            var bytes = token.getBytes(US_ASCII);
            for (var change = 0; change <= random.nextInt(4); change++)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(33, 127);
            var changed = new String(bytes, US_ASCII);
            if (!changed.equals(token))
                assertThat(verify(changed)).as("seed %d: %s", seed, changed).isNull();
        }
    }

    @Test
    void signaturesThatProveNothingAreNone() {
        var parts = issued(TokenProfile.CANONICAL).split("\\.");
        for (var signature : List.of(new byte[64], new byte[0], new byte[63], new byte[65], new byte[72]))
            refused(parts[0] + "." + parts[1] + "." + TokenText.encoded(signature));
        refused(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + "." + parts[2] + "=");
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        refused(RefreshToken.text(SESSION, 1, new byte[32]));
    }

    @Test
    void aKeyThatIsGoneTakesItsTokensWithIt() {
        var token = issued(TokenProfile.CANONICAL);
        assertThat(verify(token)).isNotNull();
        given(table.all())
                .willReturn(List.of(new StoredKey("current", key("b"), NOW), new StoredKey("next", key("c"), NOW)));
        wire(USER_SERVICE_SECRET, MILKYWAY_SECRET);
        refused(token);
    }

    private void refused(String token) {
        assertThat(verify(token)).as(token).isNull();
        assertThat(verifier.verify(token, "/users/7")).as(token).isNull();
        assertThat(verifier.verify(token, "/event")).as(token).isNull();
    }

    private Verified verify(String token) {
        return verifier.verify(token, "/api/v1/users/me");
    }

    private String issued(TokenProfile profile) {
        return issuer.issue(
                        open(profile, NOW.plus(Duration.ofDays(30))),
                        new TokenIssuer.Holder("anna", "anna@example.com", "Anna A."),
                        null)
                .accessToken();
    }

    private static SessionAnswer.Open open(TokenProfile profile, Instant end) {
        return new SessionAnswer.Open(
                SESSION,
                ANNA,
                profile,
                true,
                1,
                end,
                new SessionAnswer.Access(7, false, Set.of("USER", "OPERATOR", "DOCTOR")),
                null);
    }

    private static String endingIn(long seconds) {
        var now = NOW.getEpochSecond();
        return signed(HEADER, claims("\"exp\":" + (now + seconds)).replace("\"iat\":" + now, "\"iat\":" + (now - 900)));
    }

    private static String claims() {
        return claims("\"exp\":" + (NOW.getEpochSecond() + 900));
    }

    private static String claims(String exp) {
        return "{\"iss\":\"annals\",\"aud\":\"annals\",\"iat\":" + NOW.getEpochSecond() + ",\"jti\":\"x\",\"sid\":\""
                + SESSION + "\",\"user_id\":\"" + ANNA + "\",\"epoch\":7," + exp + "}";
    }

    private static String signed(String header, String claims) {
        return signed(header, claims, CURRENT);
    }

    private static String signed(String header, String claims, ECKey key) {
        try {
            var input = TokenText.encoded(header) + "." + TokenText.encoded(claims);
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toPrivateKey());
            signature.update(input.getBytes(US_ASCII));
            return input + "." + TokenText.encoded(signature.sign());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] secret, String[] parts) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
