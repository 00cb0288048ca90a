package dev.annals.game.relay;

import dev.annals.foundation.store.ProcessName;
import dev.annals.game.GameReconciliation.Kind;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table through which a comparison is wished for and told, and what is to be compared. */
final class ReconciliationTable {

    /** A wish that this process has taken. */
    record Wish(UUID operationId, boolean repair) {}

    /** Somebody whose account ought to be as it is wanted: nothing is to be done about him. */
    record Settled(
            UserId userId, Personal wantedName, boolean blocked, UUID gameUserId, Personal knownName, boolean banned) {}

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final UUID FIRST = new UUID(0, 0);
    private static final String MINE = " WHERE operation_id = :id AND owner = :self AND state = 'RUNNING'";

    private final JdbcClient jdbc;
    private final String self;

    ReconciliationTable(JdbcClient jdbc, ProcessName self) {
        this.jdbc = jdbc;
        this.self = self.value();
    }

    Optional<Wish> take() {
        jdbc.sql("UPDATE game_reconciliation SET state = 'FAILED', ended_at = CURRENT_TIMESTAMP,"
                        + " detail = 'The process that worked on it has ended.'"
                        + " WHERE state = 'RUNNING' AND lease_until < CURRENT_TIMESTAMP")
                .update();
        var wish = jdbc.sql("SELECT operation_id, repair FROM game_reconciliation WHERE state = 'REQUESTED'"
                        + " ORDER BY requested_at LIMIT 1")
                .query((row, number) -> new Wish(row.getObject(1, UUID.class), row.getBoolean(2)))
                .optional();
        return wish.filter(one -> jdbc.sql("UPDATE game_reconciliation SET state = 'RUNNING', owner = :self,"
                                + " lease_until = " + leaseEnd() + " WHERE operation_id = :id AND state = 'REQUESTED'")
                        .param("self", self)
                        .param("id", one.operationId())
                        .update()
                == 1);
    }

    /** False where this process was thought dead. */
    boolean looked(Wish wish, long checked, long found) {
        return jdbc.sql("UPDATE game_reconciliation SET checked = :checked, found = :found, lease_until = " + leaseEnd()
                                + MINE)
                        .param("checked", checked)
                        .param("found", found)
                        .param("id", wish.operationId())
                        .param("self", self)
                        .update()
                == 1;
    }

    void ended(Wish wish, String state, String detail) {
        jdbc.sql("UPDATE game_reconciliation SET state = :state, detail = :detail, ended_at = CURRENT_TIMESTAMP" + MINE)
                .param("state", state)
                .param("detail", detail)
                .param("id", wish.operationId())
                .param("self", self)
                .update();
    }

    void drift(Wish wish, UserId userId, Kind kind, boolean repaired) {
        jdbc.sql("INSERT INTO game_drift (operation_id, user_id, kind, repaired) VALUES (:id, :user, :kind, :repaired)"
                        + " ON CONFLICT DO NOTHING")
                .param("id", wish.operationId())
                .param("user", userId.value())
                .param("kind", kind.name())
                .param("repaired", repaired)
                .update();
    }

    /** Whether one was wished for within that time, by whomever. */
    boolean isRecent(Duration within) {
        return jdbc.sql("SELECT count(*) FROM game_reconciliation WHERE requested_at > CURRENT_TIMESTAMP - "
                                + within.toSeconds() + " * INTERVAL '1' SECOND")
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Those after somebody, in the order of their ids. */
    List<Settled> settledAfter(UserId after, int most) {
        return jdbc.sql("SELECT w.user_id, w.username, w.blocked, a.game_user_id, a.username, a.banned"
                        + " FROM game_work w JOIN game_account a ON a.user_id = w.user_id"
                        + " WHERE w.user_id > :after AND w.due_at IS NULL AND NOT w.gone"
                        + " ORDER BY w.user_id LIMIT " + most)
                .param("after", after.value())
                .query((row, number) -> new Settled(
                        new UserId(row.getObject(1, UUID.class)),
                        Personal.parse(row.getString(2)),
                        row.getBoolean(3),
                        row.getObject(4, UUID.class),
                        Personal.parse(row.getString(5)),
                        row.getBoolean(6)))
                .list();
    }

    /** Those who are gone, here and as far as we know over there. */
    List<UserId> goneAfter(UserId after, int most) {
        return jdbc
                .sql("SELECT user_id FROM game_work WHERE user_id > :after AND due_at IS NULL AND gone"
                        + " ORDER BY user_id LIMIT " + most)
                .param("after", after.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(UserId::new)
                .toList();
    }

    static UserId beforeAll() {
        return new UserId(FIRST);
    }

    private static String leaseEnd() {
        return "CURRENT_TIMESTAMP + " + LEASE.toSeconds() + " * INTERVAL '1' SECOND";
    }
}
