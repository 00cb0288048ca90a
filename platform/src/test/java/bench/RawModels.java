package bench;

import static bench.RawRebuild.id;
import static bench.RawRebuild.text;
import static java.util.Arrays.asList;

import bench.RawRebuild.Stored;
import bench.RawRebuild.Values;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements by hand of each read model that a visit concerns, in the order in which a page runs them. */
final class RawModels {

    private RawModels() {}

    static Map<String, Values> of(String projection) {
        var statements = new LinkedHashMap<String, Values>();
        switch (projection) {
            case "profile" -> {
                statements.put(
                        upsert(
                                "profile",
                                "user_id",
                                "user_id, alias, username, email, display_name, first_name, last_name, zone, avatar,"
                                        + " bio, status, version, registered_at"),
                        RawModels::registered);
                statements.put(
                        "update raw.profile_rows set username = ?, email = ?, display_name = ?, first_name = ?,"
                                + " last_name = ?, zone = ?, avatar = ?, bio = ?, version = ?"
                                + " where generation = 1 and user_id = ?",
                        RawModels::changed);
            }
            case "login-history" -> {
                statements.put(
                        upsert(
                                "login_history",
                                "session_id",
                                "session_id, user_id, happened_at, method, token_profile, device, address, log_index"),
                        event -> started(event, false));
                statements.put(
                        "update raw.login_history_rows set ended_at = ?, end_cause = ?"
                                + " where generation = 1 and session_id = ?",
                        RawModels::ended);
            }
            case "open-session" -> {
                statements.put(
                        upsert(
                                "open_session",
                                "session_id",
                                "session_id, user_id, started_at, method, token_profile, device, address, log_index,"
                                        + " expires_at"),
                        event -> started(event, true));
                statements.put(
                        "update raw.open_session_rows set refreshed_at = ? where generation = 1 and session_id = ?",
                        event -> event.type().equals("session.refreshed")
                                ? List.of(event.at(), id(event.says(), "sessionId"))
                                : null);
                statements.put(
                        "delete from raw.open_session_rows where generation = 1 and session_id = ?",
                        event -> event.type().equals("session.ended") ? List.of(id(event.says(), "sessionId")) : null);
            }
            case "role-history" ->
                statements.put(
                        upsert(
                                "role_history",
                                "log_index",
                                "log_index, event_id, user_id, role, granted, by_actor, reason, happened_at,"
                                        + " request_id"),
                        RawModels::roleChanged);
            case "role-holder" -> {
                statements.put(
                        upsert("role_holder", "user_id, role", "user_id, role, granted_at, by_actor"),
                        RawModels::granted);
                statements.put(
                        "delete from raw.role_holder_rows where generation = 1 and user_id = ? and role = ?",
                        event -> event.type().equals("role.revoked")
                                ? List.of(
                                        id(event.says(), "userId"),
                                        event.says().path("role").asString())
                                : null);
            }
            case "player-fact" ->
                statements.put(
                        upsert(
                                "player_fact",
                                "user_id, log_index",
                                "user_id, log_index, kind, event_id, happened_at, has_name, has_email"),
                        RawModels::fact);
            case "audit-trail" ->
                statements.put(
                        upsert(
                                "audit_trail",
                                "log_index",
                                "log_index, event_id, type, revision, aggregate_id, subject_id, actor, request_id,"
                                        + " causation_id, session_id, address, happened_at"),
                        RawModels::trail);
            default -> {}
        }
        return statements;
    }

    /** Generation 1, as the real table has it. */
    private static String upsert(String model, String keys, String columns) {
        var all = columns.split(", ");
        var sets = java.util.Arrays.stream(all)
                .filter(column -> !List.of(keys.split(", ")).contains(column))
                .map(column -> column + " = excluded." + column)
                .toList();
        return "insert into raw." + model + "_rows (generation, " + columns + ") values (1"
                + ", ?".repeat(all.length) + ") on conflict (generation, " + keys + ") do update set "
                + String.join(", ", sets);
    }

    private static @Nullable List<@Nullable Object> registered(Stored event) {
        if (!event.type().equals("user.registered")) return null;
        var says = event.says();
        var profile = says.path("profile");
        return asList(
                id(says, "userId"),
                says.path("alias").asLong(),
                text(says, "username"),
                text(says, "email"),
                text(profile, "displayName"),
                text(profile, "firstName"),
                text(profile, "lastName"),
                text(profile, "zone"),
                text(profile, "avatar"),
                text(profile, "bio"),
                "ACTIVE",
                says.path("version").asLong(),
                event.at());
    }

    private static @Nullable List<@Nullable Object> changed(Stored event) {
        if (!event.type().equals("user.profile-changed")) return null;
        var says = event.says();
        var profile = says.path("profile");
        return asList(
                text(says, "username"),
                text(says, "email"),
                text(profile, "displayName"),
                text(profile, "firstName"),
                text(profile, "lastName"),
                text(profile, "zone"),
                text(profile, "avatar"),
                text(profile, "bio"),
                says.path("version").asLong(),
                id(says, "userId"));
    }

    private static @Nullable List<@Nullable Object> started(Stored event, boolean expires) {
        if (!event.type().equals("session.started")) return null;
        var says = event.says();
        var values = new java.util.ArrayList<@Nullable Object>(asList(
                id(says, "sessionId"),
                id(says, "userId"),
                event.at(),
                text(says, "method"),
                text(says, "profile"),
                text(says, "device"),
                text(event.from(), "address"),
                event.index()));
        if (expires) values.add(OffsetDateTime.parse(says.path("expiresAt").asString()));
        return values;
    }

    private static @Nullable List<@Nullable Object> ended(Stored event) {
        if (!event.type().equals("session.ended")) return null;
        var says = event.says();
        return asList(event.at(), text(says, "cause"), id(says, "sessionId"));
    }

    private static @Nullable List<@Nullable Object> granted(Stored event) {
        if (!event.type().equals("role.granted")) return null;
        var says = event.says();
        return asList(id(says, "userId"), text(says, "role"), event.at(), text(says, "by"));
    }

    private static @Nullable List<@Nullable Object> roleChanged(Stored event) {
        if (!event.type().equals("role.granted") && !event.type().equals("role.revoked")) return null;
        var says = event.says();
        return asList(
                event.index(),
                event.id(),
                id(says, "userId"),
                text(says, "role"),
                event.type().equals("role.granted"),
                text(says, "by"),
                text(says, "reason"),
                event.at(),
                text(event.from(), "request_id"));
    }

    private static @Nullable List<@Nullable Object> fact(Stored event) {
        var profile =
                event.type().equals("user.profile-changed") || event.type().equals("user.registered");
        if (!profile && !event.type().equals("session.started")) return null;
        var says = event.says();
        return asList(
                id(says, "userId"),
                event.index(),
                profile ? "PROFILE" : "SIGN_IN",
                event.id(),
                event.at(),
                profile ? text(says.path("profile"), "displayName") != null : null,
                profile ? text(says, "email") != null : null);
    }

    private static @Nullable List<@Nullable Object> trail(Stored event) {
        var says = event.says();
        var from = event.from();
        var subject = text(says, "userId");
        return asList(
                event.index(),
                event.id(),
                event.type(),
                event.revision(),
                event.stream(),
                subject == null ? null : UUID.fromString(subject),
                text(from, "actor") == null ? "anonymous" : text(from, "actor"),
                text(from, "request_id"),
                text(from, "causation_id"),
                text(from, "session"),
                text(from, "address"),
                event.at());
    }
}
