package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.BANNED;
import static dev.annals.game.relay.NakamaFailure.Kind.HTTP_KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.MALFORMED;
import static dev.annals.game.relay.NakamaFailure.Kind.MODULE_MISSING;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static dev.annals.game.relay.NakamaFailure.Kind.REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.SERVER_ERROR;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_MANY;
import static dev.annals.game.relay.NakamaFailure.Kind.USERNAME_TAKEN;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.game.relay.NakamaHttp.Reply;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The game server's words: what is asked, and what each of its answers means. */
final class Nakama {

    /** An account proved by a token. */
    record Session(UUID gameUserId, String username, String token) {

        @Override
        public String toString() {
            return "Session[" + gameUserId + "]";
        }
    }

    /** An account as the game server has it. */
    record Account(UUID gameUserId, String customId, String username, boolean banned) {}

    /** The longest list that {@link #accounts} is asked for. */
    static final int MOST_ACCOUNTS = 100;

    private final NakamaHttp http;
    private final CustomId customIds;
    private final String serverKey;
    private final String httpKey;
    private final ModuleTrouble moduleTrouble;

    Nakama(NakamaHttp http, NakamaSettings settings, CustomId customIds, ModuleTrouble moduleTrouble) {
        this.http = http;
        this.customIds = customIds;
        this.moduleTrouble = moduleTrouble;
        serverKey = "Basic " + Base64.getEncoder().encodeToString((settings.serverKey() + ":").getBytes(UTF_8));
        httpKey = settings.httpKey();
    }

    /**
     * Signs a user in.
     *
     * @param username what a new account is called; absent: none is made, and a missing one is {@code NOT_FOUND}
     */
    Session authenticate(String id, @Nullable String username, Deadline deadline) throws NakamaFailure {
        var path = "/v2/account/authenticate/custom?create=" + (username != null)
                + (username == null ? "" : "&username=" + encode(username));
        var body = Map.of("id", customIds.of(id, username), "vars", Map.of("annals_user_id", id));
        var reply = http.post(path, serverKey, body, deadline);
        if (reply.isOk()) return session(reply.body());
        throw new NakamaFailure(
                switch (reply.status()) {
                    case 401 -> KEY_REFUSED;
                    case 403 -> BANNED;
                    case 404 -> NOT_FOUND;
                    case 409 -> USERNAME_TAKEN;
                    default -> other(reply);
                },
                reply.retryAfter());
    }

    /** Bans, unbans, deletes: again is no error, and neither is an account that is not there. */
    void act(String deed, UUID gameUserId, Deadline deadline) throws NakamaFailure {
        call(deed, Map.of("user_id", gameUserId.toString()), deadline);
    }

    void rename(UUID gameUserId, String username, Deadline deadline) throws NakamaFailure {
        call("annals_rename", Map.of("user_id", gameUserId.toString(), "username", username), deadline);
    }

    /** Those of the accounts that are there. */
    List<Account> accounts(List<UUID> gameUserIds, Deadline deadline) throws NakamaFailure {
        var ids = gameUserIds.stream().map(UUID::toString).toList();
        var accounts = new ArrayList<Account>();
        for (var account :
                call("annals_accounts", Map.of("user_ids", ids), deadline).path("accounts"))
            accounts.add(new Account(
                    uuid(account.path("user_id").asString("")),
                    account.path("custom_id").asString(""),
                    account.path("username").asString(""),
                    account.path("banned").asBoolean(false)));
        return accounts;
    }

    /** Why the runtime module cannot be called; absent where it can, as far as is known. */
    NakamaFailure.@Nullable Kind moduleTrouble() {
        return moduleTrouble.kind();
    }

    private JsonNode call(String function, Object argument, Deadline deadline) throws NakamaFailure {
        moduleTrouble.requireWorthTrying();
        try {
            var answer = ask(function, argument, deadline);
            moduleTrouble.none();
            return answer;
        } catch (NakamaFailure failure) {
            moduleTrouble.saw(failure.kind());
            throw failure;
        }
    }

    private JsonNode ask(String function, Object argument, Deadline deadline) throws NakamaFailure {
        if (httpKey.isEmpty()) throw new NakamaFailure(HTTP_KEY_REFUSED);
        var reply = http.post("/v2/rpc/" + function + "?unwrap&http_key=" + encode(httpKey), null, argument, deadline);
        if (reply.isOk()) return reply.body();
        throw new NakamaFailure(
                switch (reply.status()) {
                    case 401 -> HTTP_KEY_REFUSED;
                    case 404 -> reply.message().startsWith("RPC function") ? MODULE_MISSING : NOT_FOUND;
                    case 409 -> USERNAME_TAKEN;
                    default -> other(reply);
                },
                reply.retryAfter());
    }

    private static NakamaFailure.Kind other(Reply reply) {
        if (reply.status() == 429) return TOO_MANY;
        return reply.status() >= 500 ? SERVER_ERROR : REFUSED;
    }

    /** The answer names nobody: who it is stands in the token, which is the game server's own to check. */
    private Session session(JsonNode answer) throws NakamaFailure {
        var token = answer.path("token").asString("");
        var parts = token.split("\\.", -1);
        if (parts.length != 3) throw new NakamaFailure(MALFORMED);
        try {
            var claims = http.read(Base64.getUrlDecoder().decode(parts[1]));
            return new Session(
                    uuid(claims.path("uid").asString("")), claims.path("usn").asString(""), token);
        } catch (IllegalArgumentException notBase64) {
            throw new NakamaFailure(MALFORMED);
        }
    }

    private static UUID uuid(String text) throws NakamaFailure {
        try {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) return uuid;
        } catch (IllegalArgumentException notOne) {
            // Told below, without what stood there.
        }
        throw new NakamaFailure(MALFORMED);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
