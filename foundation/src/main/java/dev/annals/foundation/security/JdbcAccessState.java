package dev.annals.foundation.security;

import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The access rows in the store's own database. */
@Component
class JdbcAccessState implements AccessState {

    private static final String SELECT =
            "SELECT epoch, status, password_change_required FROM access_state WHERE user_id = ?";

    private final JdbcClient jdbc;
    private final AccessGate gate;

    JdbcAccessState(JdbcClient jdbc, AccessGate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    @Override
    public void open(UserId userId, boolean passwordChangeRequired) {
        jdbc.sql("INSERT INTO access_state (user_id, epoch, status, password_change_required)"
                        + " VALUES (?, 1, 'ACTIVE', ?)")
                .params(userId.value(), passwordChangeRequired)
                .update();
    }

    @Override
    public @Nullable Row lock(UserId userId) {
        return row(userId, SELECT + " FOR UPDATE");
    }

    @Override
    public @Nullable Row read(UserId userId) {
        return row(userId, SELECT);
    }

    @Override
    public void raiseEpoch(UserId userId) {
        change(userId, "UPDATE access_state SET epoch = epoch + 1 WHERE user_id = ?", userId.value());
    }

    @Override
    public void setStatus(UserId userId, Status status) {
        change(
                userId,
                "UPDATE access_state SET epoch = epoch + 1, status = ? WHERE user_id = ?",
                status.name(),
                userId.value());
    }

    @Override
    public void setPasswordChangeRequired(UserId userId, boolean required) {
        change(
                userId,
                "UPDATE access_state SET epoch = epoch + 1, password_change_required = ? WHERE user_id = ?",
                required,
                userId.value());
    }

    @Override
    public void openSession(SessionId sessionId, UserId userId) {
        jdbc.sql("INSERT INTO session_access (session_id, user_id, ended) VALUES (?, ?, FALSE)")
                .params(sessionId.value(), userId.value())
                .update();
    }

    @Override
    public void endSession(SessionId sessionId) {
        jdbc.sql("UPDATE session_access SET ended = TRUE WHERE session_id = ?")
                .param(sessionId.value())
                .update();
        distrustAfterwards(sessionId.value());
    }

    @Override
    public List<SessionId> openSessions(UserId userId) {
        return jdbc
                .sql("SELECT session_id FROM session_access WHERE user_id = ? AND ended = FALSE ORDER BY session_id")
                .param(userId.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(SessionId::new)
                .toList();
    }

    private @Nullable Row row(UserId userId, String select) {
        return jdbc.sql(select)
                .param(userId.value())
                .query((row, number) -> new Row(row.getLong(1), Status.valueOf(row.getString(2)), row.getBoolean(3)))
                .optional()
                .orElse(null);
    }

    private void change(UserId userId, String sql, Object... params) {
        var rows = jdbc.sql(sql).params(params).update();
        if (rows != 1) throw new IllegalStateException("No access row of " + userId);
        distrustAfterwards(userId.value());
    }

    /** Also when the outcome of the commit is not known: asking the database once more is never wrong. */
    private void distrustAfterwards(UUID changed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            gate.distrust(changed);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                gate.distrust(changed);
            }
        });
    }
}
