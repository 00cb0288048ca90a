package dev.annals.game.query;

import dev.annals.game.GameBacklogEntry;
import dev.annals.game.GameOverview;
import dev.annals.game.GameReconciliation;
import dev.annals.game.GameReconciliation.Drift;
import dev.annals.game.GameReconciliation.Kind;
import dev.annals.game.GameSessions;
import dev.annals.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables that the relay works by: no read model could say it of itself. */
@Component
class GameTables {

    static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final GameSessions games;

    GameTables(JdbcClient jdbc, GameSessions games) {
        this.jdbc = jdbc;
        this.games = games;
    }

    GameOverview overview() {
        var linked =
                jdbc.sql("SELECT count(*) FROM game_account").query(Long.class).single();
        var last = jdbc.sql("SELECT operation_id FROM game_reconciliation ORDER BY requested_at DESC LIMIT 1")
                .query(UUID.class)
                .optional()
                .orElse(null);
        return jdbc.sql("SELECT count(*), coalesce(sum(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0), min(since)"
                        + " FROM game_work WHERE due_at IS NOT NULL")
                .query((row, number) -> new GameOverview(
                        games.isConnected(), linked, row.getLong(1), row.getLong(2), instant(row, 3), last))
                .single();
    }

    /** The first thousand, those who wait longest first. */
    List<GameBacklogEntry> backlog() {
        return jdbc.sql("SELECT user_id, since, due_at, attempts, failure FROM game_work WHERE due_at IS NOT NULL"
                        + " ORDER BY since, user_id LIMIT " + MOST)
                .query((row, number) -> new GameBacklogEntry(
                        new UserId(row.getObject(1, UUID.class)),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getInt(4),
                        row.getString(5)))
                .list();
    }

    Optional<GameReconciliation> reconciliation(UUID id) {
        return jdbc.sql("SELECT repair, state, owner, checked, found, detail, requested_at, ended_at"
                        + " FROM game_reconciliation WHERE operation_id = ?")
                .param(id)
                .query((row, number) -> new GameReconciliation(
                        id,
                        row.getBoolean(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        instant(row, 8),
                        drifts(id)))
                .optional();
    }

    private List<Drift> drifts(UUID id) {
        return jdbc.sql("SELECT user_id, kind, repaired FROM game_drift WHERE operation_id = ?"
                        + " ORDER BY user_id, kind LIMIT " + MOST)
                .param(id)
                .query((row, number) -> new Drift(
                        new UserId(row.getObject(1, UUID.class)), Kind.valueOf(row.getString(2)), row.getBoolean(3)))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
