package nakama;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import nakama.NakamaStub.No;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code deploy/nakama/modules/index.js} does to the game server, for the stub. */
final class StubModule {

    record Proof(String id, @Nullable String username) {}

    private final StubAccounts accounts;
    private final String httpKey;
    private final @Nullable String jwtSecret;

    StubModule(StubAccounts accounts, String httpKey, @Nullable String jwtSecret) {
        this.accounts = accounts;
        this.httpKey = httpKey;
        this.jwtSecret = jwtSecret;
    }

    String httpKey() {
        return httpKey;
    }

    /** The hook: with a secret only who is named by a token gets in, as whom it names. */
    Proof before(String id, @Nullable String username) {
        if (jwtSecret == null) return new Proof(id, username);
        var refused = new No(401, 16, "This identity is not proved.");
        var parts = id.split("\\.", -1);
        if (parts.length != 3
                || !StubAccounts.sign(parts[0] + "." + parts[1], jwtSecret).equals(parts[2])) throw refused;
        var claims = read(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
        if (claims.path("exp").asLong() < Instant.now().getEpochSecond()
                || !claims.path("aud").asString("").equals("nakama")) throw refused;
        var name = claims.path("username").asString("");
        return new Proof(claims.path("sub").asString(""), name.isEmpty() ? username : name);
    }

    String call(String function, Map<String, String> query, String body) {
        var key = query.getOrDefault("http_key", "");
        if (key.isEmpty()) throw new No(401, 16, "Auth token or HTTP key required");
        if (!key.equals(httpKey)) throw new No(401, 16, "HTTP key invalid");
        return switch (function) {
            case "annals_ban" -> {
                accounts.ban(id(read(body).path("user_id")), true);
                yield "{}";
            }
            case "annals_unban" -> {
                accounts.ban(id(read(body).path("user_id")), false);
                yield "{}";
            }
            case "annals_delete" -> {
                accounts.delete(id(read(body).path("user_id")));
                yield "{}";
            }
            case "annals_rename" -> {
                accounts.rename(
                        id(read(body).path("user_id")),
                        read(body).path("username").asString(""));
                yield "{}";
            }
            case "annals_accounts" -> list(read(body).path("user_ids"));
            default -> throw new No(404, 5, "RPC function not found");
        };
    }

    private String list(JsonNode ids) {
        var found = new ArrayList<Map<String, Object>>();
        for (var id : ids) {
            var account = accounts.find(id(id));
            if (account != null)
                found.add(Map.of(
                        "user_id", account.id().toString(),
                        "custom_id", account.customId(),
                        "username", account.username(),
                        "banned", account.banned()));
        }
        return NakamaStub.JSON.writeValueAsString(Map.of("accounts", found));
    }

    private static UUID id(JsonNode text) {
        try {
            return UUID.fromString(text.asString(""));
        } catch (IllegalArgumentException e) {
            throw new No(400, 3, "user_id must be a UUID.");
        }
    }

    private static JsonNode read(String body) {
        try {
            return NakamaStub.JSON.readTree(body);
        } catch (JacksonException e) {
            throw new No(400, 3, "The payload must be JSON.");
        }
    }
}
