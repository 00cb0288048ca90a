package nakama;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nakama.NakamaStub.No;
import org.jspecify.annotations.Nullable;

/** The accounts of the stub, by their custom ids. */
public final class StubAccounts {

    /** @param bannedAt whole seconds: a token issued in the same one still counts */
    public record Account(UUID id, String customId, String username, boolean banned, long bannedAt) {}

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int LIFETIME = 7200;

    private final Map<String, Account> byCustomId = new LinkedHashMap<>();
    private final Map<String, CountDownLatch> beingMade = new ConcurrentHashMap<>();
    private final AtomicInteger losers = new AtomicInteger();
    private final List<UUID> made = new ArrayList<>();
    private volatile long makingMillis = 2;

    /** How long making an account takes, while others who make the same one are told that it failed. */
    public void makingTakes(long millis) {
        makingMillis = millis;
    }

    public synchronized List<Account> all() {
        return List.copyOf(byCustomId.values());
    }

    public synchronized @Nullable Account of(String customId) {
        return byCustomId.get(customId);
    }

    /** Every account that was ever made, deleted ones among them. */
    public synchronized int made() {
        return made.size();
    }

    /** As if somebody had done it over there. */
    public synchronized void put(String customId, String username, boolean banned) {
        var known = byCustomId.get(customId);
        var id = known == null ? UUID.randomUUID() : known.id();
        byCustomId.put(customId, new Account(id, customId, username, banned, banned ? now() : 0));
    }

    /** As if somebody had done it over there. */
    public synchronized void remove(String customId) {
        byCustomId.remove(customId);
    }

    /** As if the account had been linked to another custom id over there. */
    public synchronized void giveAway(String customId, String otherCustomId) {
        var known = byCustomId.remove(customId);
        if (known != null)
            byCustomId.put(
                    otherCustomId,
                    new Account(known.id(), otherCustomId, known.username(), known.banned(), known.bannedAt()));
    }

    String authenticate(String id, @Nullable String username, boolean create, Map<String, String> vars) {
        if (id.isEmpty()) throw new No(400, 3, "Custom ID is required.");
        if (id.chars().anyMatch(c -> c <= ' ' || c == 127))
            throw new No(400, 3, "Custom ID invalid, no spaces or control characters allowed.");
        var length = id.getBytes(UTF_8).length;
        if (length < 6 || length > 128) throw new No(400, 3, "Custom ID invalid, must be 6-128 bytes.");
        if (username != null && username.chars().anyMatch(c -> c < ' ' || c == 127))
            throw new No(400, 3, "Username invalid, no control characters allowed.");
        if (username != null && username.getBytes(UTF_8).length > 128)
            throw new No(400, 3, "Username invalid, must be 1-128 bytes.");
        var known = of(id);
        if (known != null) return signedIn(known, vars, false);
        if (!create) throw new No(404, 5, "User account not found.");
        return make(id, username == null || username.isEmpty() ? letters() : username, vars);
    }

    /** Of several who make one account at a time one makes it. */
    private String make(String id, String username, Map<String, String> vars) {
        var turn = new CountDownLatch(1);
        var before = beingMade.putIfAbsent(id, turn);
        try {
            if (before != null) {
                // The database lets the second one wait for the first, and then refuses him.
                before.await();
                if (losers.incrementAndGet() % 3 == 0) throw new No(409, 6, "Username is already in use.");
                throw new No(500, 13, "Error finding or creating user account.");
            }
            if (makingMillis > 0) Thread.sleep(makingMillis);
            synchronized (this) {
                if (byCustomId.containsKey(id)) throw new No(500, 13, "Error finding or creating user account.");
                requireFree(username, null);
                var account = new Account(UUID.randomUUID(), id, username, false, 0);
                byCustomId.put(id, account);
                made.add(account.id());
                return signedIn(account, vars, true);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                beingMade.remove(id);
                turn.countDown();
            }
        }
    }

    private void requireFree(String username, @Nullable UUID except) {
        for (var account : byCustomId.values())
            if (account.username().equals(username) && !account.id().equals(except))
                throw new No(409, 6, "Username is already in use.");
    }

    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(10, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String signedIn(Account account, Map<String, String> vars, boolean created) {
        if (account.banned()) throw new No(403, 7, "User account banned.");
        var answer = new LinkedHashMap<String, Object>();
        if (created) answer.put("created", true);
        var tid = UUID.randomUUID().toString();
        answer.put("token", token(account, tid, vars, "session"));
        answer.put("refresh_token", token(account, tid, vars, "refresh"));
        return NakamaStub.JSON.writeValueAsString(answer);
    }

    private static String token(Account account, String tid, Map<String, String> vars, String key) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("tid", tid);
        claims.put("uid", account.id().toString());
        claims.put("usn", account.username());
        claims.put("vrs", vars);
        claims.put("exp", now() + LIFETIME);
        claims.put("iat", now());
        var text = BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."
                + BASE64.encodeToString(NakamaStub.JSON.writeValueAsBytes(claims));
        return text + "." + sign(text, key);
    }

    static String sign(String text, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String refresh(String token) {
        if (token.isEmpty()) throw new No(400, 3, "Refresh token is required.");
        var account = owner(token, "refresh");
        if (account == null || account.banned()) throw new No(401, 16, "Refresh token invalid or expired.");
        var claims = claims(token);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("token", token(account, claims.path("tid").asString(""), Map.of(), "session"));
        answer.put("refresh_token", token);
        return NakamaStub.JSON.writeValueAsString(answer);
    }

    String account(String token) {
        var account = owner(token, "session");
        if (account == null) throw new No(401, 16, "Auth token invalid");
        return NakamaStub.JSON.writeValueAsString(Map.of(
                "user", Map.of("id", account.id().toString(), "username", account.username()),
                "wallet", "{}",
                "custom_id", account.customId()));
    }

    synchronized String deleteOwn(String token) {
        var account = owner(token, "session");
        if (account == null) throw new No(401, 16, "Auth token invalid");
        byCustomId.remove(account.customId());
        return "{}";
    }

    private synchronized @Nullable Account owner(String token, String key) {
        var at = token.lastIndexOf('.');
        if (at < 0 || !sign(token.substring(0, at), key).equals(token.substring(at + 1))) return null;
        var claims = claims(token);
        var account = find(UUID.fromString(claims.path("uid").asString("")));
        if (account == null || claims.path("iat").asLong() < account.bannedAt()) return null;
        return account;
    }

    private static tools.jackson.databind.JsonNode claims(String token) {
        return NakamaStub.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    synchronized @Nullable Account find(UUID id) {
        return byCustomId.values().stream()
                .filter(account -> account.id().equals(id))
                .findAny()
                .orElse(null);
    }

    synchronized void ban(UUID id, boolean banned) {
        var account = find(id);
        if (account == null) return;
        var at = banned ? now() : account.bannedAt();
        byCustomId.put(account.customId(), new Account(id, account.customId(), account.username(), banned, at));
    }

    synchronized void delete(UUID id) {
        var account = find(id);
        if (account != null) byCustomId.remove(account.customId());
    }

    synchronized void rename(UUID id, String username) {
        var account = find(id);
        if (account == null) throw new No(404, 5, "account not found");
        requireFree(username, id);
        byCustomId.put(
                account.customId(),
                new Account(id, account.customId(), username, account.banned(), account.bannedAt()));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
