package dev.annals.user.command;

import dev.annals.foundation.security.AccessState;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Access rows in memory. */
final class RememberedAccess implements AccessState {

    final Map<UserId, Row> rows = new HashMap<>();

    @Override
    public void open(UserId userId, boolean passwordChangeRequired) {
        rows.put(userId, new Row(0, Status.ACTIVE, passwordChangeRequired));
    }

    @Override
    public Row lock(UserId userId) {
        return rows.get(userId);
    }

    @Override
    public Row read(UserId userId) {
        return rows.get(userId);
    }

    @Override
    public void raiseEpoch(UserId userId) {
        rows.computeIfPresent(
                userId, (id, row) -> new Row(row.epoch() + 1, row.status(), row.passwordChangeRequired()));
    }

    @Override
    public void setStatus(UserId userId, Status status) {
        rows.computeIfPresent(userId, (id, row) -> new Row(row.epoch() + 1, status, row.passwordChangeRequired()));
    }

    @Override
    public void setPasswordChangeRequired(UserId userId, boolean required) {
        rows.computeIfPresent(userId, (id, row) -> new Row(row.epoch() + 1, row.status(), required));
    }

    @Override
    public void openSession(SessionId sessionId, UserId userId) {}

    @Override
    public void endSession(SessionId sessionId) {}

    @Override
    public List<SessionId> openSessions(UserId userId) {
        return List.of();
    }
}
