package bench;

import static bench.RawRebuild.id;

import bench.RawRebuild.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                        RawValues::registered);
                statements.put(
                        "update raw.profile_rows set username = ?, email = ?, display_name = ?, first_name = ?,"
                                + " last_name = ?, zone = ?, avatar = ?, bio = ?, version = ?"
                                + " where generation = 1 and user_id = ?",
                        RawValues::changed);
            }
            case "login-history" -> {
                statements.put(
                        upsert(
                                "login_history",
                                "session_id",
                                "session_id, user_id, happened_at, method, token_profile, device, address, log_index"),
                        event -> RawValues.started(event, false));
                statements.put(
                        "update raw.login_history_rows set ended_at = ?, end_cause = ?"
                                + " where generation = 1 and session_id = ?",
                        RawValues::ended);
            }
            case "open-session" -> {
                statements.put(
                        upsert(
                                "open_session",
                                "session_id",
                                "session_id, user_id, started_at, method, token_profile, device, address, log_index,"
                                        + " expires_at"),
                        event -> RawValues.started(event, true));
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
                        RawValues::roleChanged);
            case "role-holder" -> {
                statements.put(
                        upsert("role_holder", "user_id, role", "user_id, role, granted_at, by_actor"),
                        RawValues::granted);
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
                        RawValues::fact);
            case "audit-trail" ->
                statements.put(
                        upsert(
                                "audit_trail",
                                "log_index",
                                "log_index, event_id, type, revision, aggregate_id, subject_id, actor, request_id,"
                                        + " causation_id, session_id, address, happened_at"),
                        RawValues::trail);
            default -> {}
        }
        return statements;
    }

    /** Generation 1, as the real table has it. */
    private static String upsert(String model, String keys, String columns) {
        var all = columns.split(", ");
        var sets = Arrays.stream(all)
                .filter(column -> !List.of(keys.split(", ")).contains(column))
                .map(column -> column + " = excluded." + column)
                .toList();
        return "insert into raw." + model + "_rows (generation, " + columns + ") values (1"
                + ", ?".repeat(all.length) + ") on conflict (generation, " + keys + ") do update set "
                + String.join(", ", sets);
    }
}
