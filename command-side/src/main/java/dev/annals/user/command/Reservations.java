package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.EMAIL_TAKEN;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;
import static java.util.stream.Collectors.joining;

import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Who owns which username and e-mail address: one row per key, hashed, in the transaction of the event. The database
 * decides who was first.
 */
@Component
class Reservations {

    private static final String USERNAME = "username";
    private static final String LOGIN = "login";
    private static final String EMAIL = "email";

    private record Key(String kind, String hash, String algorithm) {}

    private final JdbcTemplate jdbc;
    private final Secrets secrets;

    Reservations(JdbcTemplate jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** Reserves both for a new user, or refuses. */
    void reserve(UserId userId, Username username, @Nullable EmailAddress email) {
        claim(userId, keysOf(username, email));
    }

    /** Reserves a new username and frees the former one, or refuses. */
    void rename(UserId userId, Username username) {
        var keys = keysOf(username, null);
        claim(userId, keys);
        freeAllBut(keys, userId, USERNAME, LOGIN);
    }

    /** Reserves a new address, if there is one, and frees the former one, or refuses. */
    void readdress(UserId userId, @Nullable EmailAddress email) {
        var keys = email == null ? List.<Key>of() : List.of(keyOf(email));
        claim(userId, keys);
        freeAllBut(keys, userId, EMAIL);
    }

    /** Refuses what is taken already. Only saves the work of hashing a password in vain; {@link #reserve} decides. */
    void refuseTaken(Username username, @Nullable EmailAddress email) {
        var keys = keysOf(username, email);
        var owners = owners(keys);
        refuse(keys.stream()
                .filter(key -> owners.containsKey(key.hash()))
                .map(Key::kind)
                .toList());
    }

    /** Under which key the sign-in finds the user: the exact name, never one that looks like it, or the address. */
    String loginHash(String login) {
        if (login.indexOf('@') < 0) return secrets.lookupHash(LOGIN, Username.exact(login));
        var canonical = EmailAddress.canonicalOrNull(login);
        return secrets.lookupHash(EMAIL, canonical == null ? "" : canonical);
    }

    private List<Key> keysOf(Username username, @Nullable EmailAddress email) {
        var login = new Key(LOGIN, secrets.lookupHash(LOGIN, username.exact()), Username.EXACT_ALGORITHM);
        var looks = username.skeletons().stream()
                .map(skeleton ->
                        new Key(USERNAME, secrets.lookupHash(USERNAME, skeleton), Username.SKELETON_ALGORITHM));
        return Stream.concat(email == null ? Stream.of(login) : Stream.of(keyOf(email), login), looks)
                .toList();
    }

    private Key keyOf(EmailAddress email) {
        return new Key(EMAIL, secrets.lookupHash(EMAIL, email.canonical()), EmailAddress.ALGORITHM);
    }

    /** Always in the same order, so that two who want the same keys cannot wait for each other. */
    private void claim(UserId userId, List<Key> keys) {
        if (keys.isEmpty()) return;
        var sorted = keys.stream()
                .sorted(Comparator.comparing(Key::kind).thenComparing(Key::hash))
                .toList();
        var values = new ArrayList<Object>();
        for (var key : sorted) values.addAll(List.of(key.kind(), key.hash(), userId.value(), key.algorithm()));
        var inserted = jdbc.update(
                "insert into reservation (kind, hash, user_id, algorithm) values " + times(keys, "(?, ?, ?, ?)")
                        + " on conflict do nothing",
                values.toArray());
        if (inserted < keys.size()) refuse(kindsWithout(userId, keys));
    }

    /** What was in the way may be gone by now, and still is not ours: only what is ours counts. */
    private List<String> kindsWithout(UserId userId, List<Key> keys) {
        var owners = owners(keys);
        return keys.stream()
                .filter(key -> !userId.value().equals(owners.get(key.hash())))
                .map(Key::kind)
                .toList();
    }

    /** Hashes of different kinds never meet. */
    private Map<String, UUID> owners(List<Key> keys) {
        var values = new ArrayList<Object>();
        for (var key : keys) values.addAll(List.of(key.kind(), key.hash()));
        var owners = new HashMap<String, UUID>();
        jdbc.query(
                "select hash, user_id from reservation where " + times(keys, "kind = ? and hash = ?", " or "),
                row -> {
                    owners.put(row.getString("hash"), row.getObject("user_id", UUID.class));
                },
                values.toArray());
        return owners;
    }

    private static void refuse(Collection<String> kinds) {
        refuseUnless(!kinds.contains(USERNAME) && !kinds.contains(LOGIN), USERNAME_TAKEN);
        refuseUnless(kinds.isEmpty(), EMAIL_TAKEN);
    }

    private void freeAllBut(List<Key> kept, UserId userId, String... kinds) {
        var values = new ArrayList<Object>(List.of(userId.value()));
        values.addAll(List.of(kinds));
        kept.forEach(key -> values.add(key.hash()));
        jdbc.update(
                "delete from reservation where user_id = ? and kind in (" + times(List.of(kinds), "?") + ")"
                        + (kept.isEmpty() ? "" : " and hash not in (" + times(kept, "?") + ")"),
                values.toArray());
    }

    private static String times(Collection<?> values, String sql) {
        return times(values, sql, ", ");
    }

    private static String times(Collection<?> values, String sql, String between) {
        return values.stream().map(value -> sql).collect(joining(between));
    }
}
