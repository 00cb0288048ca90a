package dev.annals.foundation.outbound;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator of NATS with two accounts, and credentials files as {@code nsc} writes them: a server with its configuration
 * knows whoever an account has signed, and no passwords.
 */
public final class TestOperator {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final NKey operator = NKey.createOperator(new SecureRandom());
    private final NKey system = NKey.createAccount(new SecureRandom());
    private final NKey account = NKey.createAccount(new SecureRandom());
    private final Map<String, Long> revoked = new TreeMap<>();

    /** The server takes on another list of the revoked while it runs, and no other operator. */
    private final String itself;

    public TestOperator() throws Exception {
        itself = signed(operator, operator, "operator", Map.of("type", "operator", "version", 2));
    }

    /** The lines of a server's configuration, as of now. */
    public String configuration() throws Exception {
        var limits = new TreeMap<String, Object>(Map.of(
                "subs", -1, "data", -1, "payload", -1, "imports", -1, "exports", -1, "wildcards", true, "conn", -1));
        limits.put("leaf", -1);
        var systemClaims = Map.<String, Object>of("type", "account", "version", 2, "limits", limits);
        var withStreams = new TreeMap<String, Object>(limits);
        withStreams.putAll(Map.of("mem_storage", -1, "disk_storage", -1, "streams", -1, "consumer", -1));
        var claims =
                Map.<String, Object>of("type", "account", "version", 2, "limits", withStreams, "revocations", revoked);
        return """
                operator: "%s"
                system_account: "%s"
                resolver: MEMORY
                resolver_preload: {
                  %s: "%s"
                  %s: "%s"
                }
                """.formatted(
                        itself,
                        name(system),
                        name(system),
                        signed(operator, system, "system", systemClaims),
                        name(account),
                        signed(operator, account, "annals", claims));
    }

    /** A new user of the account, and the file by which it comes in. */
    public Path credentials(Path file) throws Exception {
        return credentials(file, Map.of());
    }

    /** One whose time is over. */
    public Path expired(Path file) throws Exception {
        return credentials(file, Map.of("exp", Instant.now().getEpochSecond() - 60));
    }

    private Path credentials(Path file, Map<String, Object> more) throws Exception {
        var user = NKey.createUser(new SecureRandom());
        var nothing = Map.of();
        var claims = Map.<String, Object>of(
                "type", "user", "version", 2, "pub", nothing, "sub", nothing, "subs", -1, "data", -1, "payload", -1);
        var jwt = signed(account, user, "relay", claims, more);
        return Files.writeString(file, JwtUtils.NATS_USER_JWT_FORMAT.formatted(jwt, new String(user.getSeed())));
    }

    /** Whoever has come in with any file of today's is not let in any more, by configurations from now on. */
    public void revokeAll() {
        revoked.put("*", now());
    }

    /** Whatever is signed after a revocation is of a later second. */
    private long now() {
        var now = Instant.now().getEpochSecond();
        return revoked.values().stream()
                .mapToLong(at -> Math.max(at + 1, now))
                .max()
                .orElse(now);
    }

    private String signed(NKey issuer, NKey subject, String name, Map<String, Object> claims) throws Exception {
        return signed(issuer, subject, name, claims, Map.of());
    }

    private String signed(NKey issuer, NKey subject, String name, Map<String, Object> claims, Map<String, Object> more)
            throws Exception {
        var body = new TreeMap<String, Object>(Map.of(
                "jti", UUID.randomUUID().toString().replace("-", ""),
                "iat", now(),
                "iss", name(issuer),
                "name", name,
                "sub", name(subject),
                "nats", claims));
        body.putAll(more);
        var text = encoded(JSON.writeValueAsBytes(Map.of("typ", "JWT", "alg", "ed25519-nkey"))) + "."
                + encoded(JSON.writeValueAsBytes(body));
        return text + "." + encoded(issuer.sign(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String name(NKey key) throws Exception {
        return new String(key.getPublicKey());
    }
}
