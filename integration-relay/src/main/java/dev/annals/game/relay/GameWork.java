package dev.annals.game.relay;

import dev.annals.foundation.store.ProcessName;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How each user ought to be at the game server, and for whom something is to be done. One process at a time works on a
 * user, so what happens to him over there happens in order; whoever fails is tried again later and holds up nobody.
 */
final class GameWork {

    /** How somebody ought to be over there. */
    record Wanted(UserId userId, Personal username, boolean blocked, boolean gone, long version) {}

    /** How much is to be done. */
    record Backlog(long pending, long failing, long oldestSeconds) {}

    private static final String FREE =
            "due_at <= CURRENT_TIMESTAMP AND (lease_until IS NULL OR lease_until <" + " CURRENT_TIMESTAMP)";
    private static final String SELECT = "SELECT user_id, username, blocked, gone, version FROM game_work ";
    private static final String MINE = " WHERE user_id = :user AND owner = :self";

    private final JdbcClient jdbc;
    private final String self;
    private final Duration lease;

    /** @param lease longer than all calls for one user can take */
    GameWork(JdbcClient jdbc, ProcessName self, Duration lease) {
        this.jdbc = jdbc;
        this.self = self.value();
        this.lease = lease;
    }

    /** Somebody new. */
    void wanted(UserId userId, Personal username, Duration after) {
        var rows = jdbc.sql("UPDATE game_work SET username = :name, blocked = FALSE, gone = FALSE, " + anew(after)
                        + " WHERE user_id = :user")
                .param("name", username.text())
                .param("user", userId.value())
                .update();
        if (rows > 0) return;
        jdbc.sql("INSERT INTO game_work (user_id, username, blocked, gone, version, due_at, since, attempts) VALUES"
                        + " (:user, :name, FALSE, FALSE, 1, " + in(after) + ", CURRENT_TIMESTAMP, 0)")
                .param("user", userId.value())
                .param("name", username.text())
                .update();
    }

    void renamed(UserId userId, Personal username) {
        jdbc.sql("UPDATE game_work SET username = :name, " + anew(Duration.ZERO) + " WHERE user_id = :user")
                .param("name", username.text())
                .param("user", userId.value())
                .update();
    }

    void blocked(UserId userId, boolean blocked) {
        jdbc.sql("UPDATE game_work SET blocked = :blocked, " + anew(Duration.ZERO) + " WHERE user_id = :user")
                .param("blocked", blocked)
                .param("user", userId.value())
                .update();
    }

    void gone(UserId userId, Duration after) {
        jdbc.sql("UPDATE game_work SET gone = TRUE, " + anew(after) + " WHERE user_id = :user")
                .param("user", userId.value())
                .update();
    }

    /** Somebody is to be looked at once more. */
    void again(UserId userId) {
        jdbc.sql("UPDATE game_work SET " + anew(Duration.ZERO) + " WHERE user_id = :user")
                .param("user", userId.value())
                .update();
    }

    private static String anew(Duration after) {
        return "version = version + 1, due_at = " + in(after) + ", since = coalesce(since, CURRENT_TIMESTAMP),"
                + " attempts = 0, failure = NULL";
    }

    List<UserId> due(int most) {
        return jdbc
                .sql("SELECT user_id FROM game_work WHERE " + FREE + " ORDER BY due_at LIMIT :most")
                .param("most", most)
                .query(UUID.class)
                .list()
                .stream()
                .map(UserId::new)
                .toList();
    }

    /** Takes somebody upon this process; absent where another one was faster. */
    Optional<Wanted> claim(UserId userId) {
        var claimed = jdbc.sql("UPDATE game_work SET owner = :self, lease_until = " + in(lease)
                                + " WHERE user_id = :user AND " + FREE)
                        .param("self", self)
                        .param("user", userId.value())
                        .update()
                == 1;
        return claimed ? of(userId) : Optional.empty();
    }

    Optional<Wanted> of(UserId userId) {
        return jdbc.sql(SELECT + "WHERE user_id = :user")
                .param("user", userId.value())
                .query(GameWork::read)
                .optional();
    }

    /** What was wished meanwhile is still to be done. */
    void done(Wanted done) {
        jdbc.sql("UPDATE game_work SET owner = NULL, lease_until = NULL, attempts = 0, failure = NULL,"
                        + " due_at = CASE WHEN version = :version THEN NULL ELSE due_at END,"
                        + " since = CASE WHEN version = :version THEN NULL ELSE since END" + MINE)
                .param("version", done.version())
                .param("user", done.userId().value())
                .param("self", self)
                .update();
    }

    /** Each failure doubles the pause, up to the longest. */
    void failed(UserId userId, NakamaFailure.Kind kind, Duration longestPause) {
        var attempts = jdbc.sql("SELECT attempts FROM game_work WHERE user_id = :user")
                .param("user", userId.value())
                .query(Integer.class)
                .single();
        var pause = Duration.ofSeconds(1L << Math.min(attempts, 20));
        jdbc.sql("UPDATE game_work SET owner = NULL, lease_until = NULL, attempts = attempts + 1, failure = :kind,"
                        + " due_at = " + in(pause.compareTo(longestPause) < 0 ? pause : longestPause) + MINE)
                .param("kind", kind.name())
                .param("user", userId.value())
                .param("self", self)
                .update();
    }

    /** Nothing was tried. */
    void release(UserId userId) {
        jdbc.sql("UPDATE game_work SET owner = NULL, lease_until = NULL" + MINE)
                .param("user", userId.value())
                .param("self", self)
                .update();
    }

    /** What a process of this name, which has ended, had taken. */
    void releaseAll() {
        jdbc.sql("UPDATE game_work SET owner = NULL, lease_until = NULL WHERE owner = :self")
                .param("self", self)
                .update();
    }

    /** Whether somebody is gone here and over there. */
    boolean isGone(UserId userId) {
        return jdbc.sql("SELECT count(*) FROM game_work WHERE user_id = :user AND gone AND due_at IS NULL")
                        .param("user", userId.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether nothing is to be done about somebody. */
    boolean isSettled(UserId userId) {
        return jdbc.sql("SELECT count(*) FROM game_work WHERE user_id = :user AND due_at IS NULL")
                        .param("user", userId.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    Backlog backlog() {
        return jdbc.sql("SELECT count(*), coalesce(sum(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0),"
                        + " coalesce(extract(epoch FROM CURRENT_TIMESTAMP - min(since)), 0)"
                        + " FROM game_work WHERE due_at IS NOT NULL")
                .query((row, number) -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private static Wanted read(ResultSet row, int number) throws SQLException {
        return new Wanted(
                new UserId(row.getObject(1, UUID.class)),
                Personal.parse(row.getString(2)),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getLong(5));
    }

    private static String in(Duration duration) {
        return "CURRENT_TIMESTAMP + " + duration.toMillis() + " * INTERVAL '0.001' SECOND";
    }
}
