package dev.annals.verification.query;

import dev.annals.foundation.store.ProcessName;
import dev.annals.verification.VerificationRun;
import dev.annals.verification.VerificationRun.State;
import dev.annals.verification.VerificationRuns;
import dev.annals.verification.VerificationSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code verification_run}. Leases are by the database's clock. */
@Component
class StoredRuns implements VerificationRuns {

    private static final String SELECT =
            "SELECT operation_id, subject, state, kept, requested_at, ended_at, owner, events,"
                    + " differences, detail, found FROM verification_run ";
    private static final String MINE = " WHERE operation_id = :id AND state = 'RUNNING' AND owner = :self";

    private final JdbcClient jdbc;
    private final String self;

    StoredRuns(JdbcClient jdbc, ProcessName self) {
        this.jdbc = jdbc;
        this.self = self.value();
    }

    @Override
    public void wish(UUID operationId, VerificationSubject subject, @Nullable String kept) {
        jdbc.sql("INSERT INTO verification_run (operation_id, subject, state, kept, requested_at)"
                        + " VALUES (:id, :subject, 'REQUESTED', :kept, :now)")
                .param("id", operationId)
                .param("subject", subject.name())
                .param("kept", kept)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void wishIfDue(VerificationSubject subject, Duration interval, Instant started) {
        var last = latestAt(subject).filter(started::isBefore).orElse(started);
        if (last.plus(interval).isBefore(Instant.now())) wish(UUID.randomUUID(), subject, null);
    }

    private Optional<Instant> latestAt(VerificationSubject subject) {
        return jdbc.sql("SELECT requested_at FROM verification_run WHERE subject = :subject"
                        + " ORDER BY requested_at DESC FETCH FIRST 1 ROW ONLY")
                .param("subject", subject.name())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    @Override
    public boolean isUnderWay(VerificationSubject subject) {
        return jdbc.sql("SELECT count(*) FROM verification_run WHERE subject = :subject"
                                + " AND state IN ('REQUESTED', 'RUNNING')")
                        .param("subject", subject.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<VerificationRun> find(UUID operationId) {
        return jdbc.sql(SELECT + "WHERE operation_id = :id")
                .param("id", operationId)
                .query(StoredRuns::read)
                .optional();
    }

    @Override
    public List<VerificationRun> latest(int limit) {
        return jdbc.sql(SELECT + "ORDER BY requested_at DESC FETCH FIRST " + limit + " ROWS ONLY")
                .query(StoredRuns::read)
                .list();
    }

    @Override
    public Optional<VerificationRun> lastDone(VerificationSubject subject) {
        return jdbc.sql(SELECT + "WHERE subject = :subject AND state = 'DONE'"
                        + " ORDER BY requested_at DESC FETCH FIRST 1 ROW ONLY")
                .param("subject", subject.name())
                .query(StoredRuns::read)
                .optional();
    }

    @Override
    public Optional<VerificationRun> claim(Duration lease) {
        jdbc.sql("UPDATE verification_run SET state = 'FAILED', ended_at = CURRENT_TIMESTAMP,"
                        + " detail = 'The process that worked on it has ended.'"
                        + " WHERE state = 'RUNNING' AND lease_until < CURRENT_TIMESTAMP")
                .update();
        return jdbc.sql(SELECT + "WHERE state = 'REQUESTED' ORDER BY requested_at FETCH FIRST 1 ROW ONLY")
                .query(StoredRuns::read)
                .optional()
                .filter(run -> take(run.operationId(), lease));
    }

    private boolean take(UUID id, Duration lease) {
        return jdbc.sql("UPDATE verification_run SET state = 'RUNNING', owner = :self, started_at = CURRENT_TIMESTAMP,"
                                + " lease_until = " + end(lease) + " WHERE operation_id = :id AND state = 'REQUESTED'")
                        .param("self", self)
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public void renew(UUID operationId, Duration lease) {
        jdbc.sql("UPDATE verification_run SET lease_until = " + end(lease) + MINE)
                .param("id", operationId)
                .param("self", self)
                .update();
    }

    @Override
    public void finish(UUID operationId, long events, long differences, String detail, List<String> found) {
        end(operationId, State.DONE, events, differences, detail, String.join("\n", found));
    }

    @Override
    public void fail(UUID operationId, String detail) {
        end(operationId, State.FAILED, null, null, detail, null);
    }

    private void end(
            UUID id,
            State state,
            @Nullable Long events,
            @Nullable Long differences,
            String detail,
            @Nullable String found) {
        jdbc.sql("UPDATE verification_run SET state = :state, ended_at = CURRENT_TIMESTAMP, events = :events,"
                        + " differences = :differences, detail = :detail, found = :found" + MINE)
                .param("state", state.name())
                .param("events", events, java.sql.Types.BIGINT)
                .param("differences", differences, java.sql.Types.BIGINT)
                .param("detail", detail.substring(0, Math.min(1_000, detail.length())))
                .param("found", found, java.sql.Types.VARCHAR)
                .param("id", id)
                .param("self", self)
                .update();
    }

    private static String end(Duration lease) {
        return "CURRENT_TIMESTAMP + " + lease.toMillis() + " * INTERVAL '0.001' SECOND";
    }

    private static VerificationRun read(ResultSet row, int number) throws SQLException {
        var ended = row.getObject(6, OffsetDateTime.class);
        var found = row.getString(11);
        return new VerificationRun(
                row.getObject(1, UUID.class),
                VerificationSubject.valueOf(row.getString(2)),
                State.valueOf(row.getString(3)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString(7),
                row.getObject(8, Long.class),
                row.getObject(9, Long.class),
                row.getString(10),
                found == null || found.isEmpty() ? List.of() : List.of(found.split("\n")));
    }
}
