package dev.annals.foundation.projection;

import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.foundation.projection.Operation.State;
import dev.annals.foundation.store.ProcessName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table through which operators and processes speak. Times are the database's, as the processes' may differ. */
final class ControlTable {

    /** Rows of a generation that nobody reads. */
    record Waste(UUID operationId, String projection, int generation) {}

    private static final String SELECT = "SELECT operation_id, projection, kind, row_key, accept_differences, state,"
            + " owner, detail, filled, goal, started_at, told_at FROM projection_control ";
    private static final String ALONE = " AND (kind <> 'REBUILD' OR NOT EXISTS (SELECT 1 FROM projection_control o"
            + " WHERE o.projection = projection_control.projection AND o.kind = 'REBUILD' AND o.state = 'RUNNING'))";
    private static final String MINE = " WHERE operation_id = :id AND state = 'RUNNING' AND owner = :self";

    private final JdbcClient jdbc;
    private final String self;
    private final long leaseMillis;

    ControlTable(JdbcClient jdbc, ProcessName self, Duration lease) {
        this.jdbc = jdbc;
        this.self = self.value();
        this.leaseMillis = lease.toMillis();
    }

    void add(Operation wish) {
        jdbc.sql("INSERT INTO projection_control (operation_id, projection, kind, row_key, accept_differences, state,"
                        + " requested_at) VALUES (:id, :projection, :kind, :key, :accept, 'REQUESTED', :now)")
                .param("id", wish.operationId())
                .param("projection", wish.projection())
                .param("kind", wish.kind().name())
                .param("key", wish.rowKey())
                .param("accept", wish.acceptDifferences())
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    Optional<Operation> find(UUID id) {
        return jdbc.sql(SELECT + "WHERE operation_id = :id")
                .param("id", id)
                .query(ControlTable::read)
                .optional();
    }

    Optional<Operation> rebuildOf(String projection) {
        return jdbc.sql(SELECT + "WHERE projection = :projection AND kind = 'REBUILD' AND state = 'RUNNING'")
                .param("projection", projection)
                .query(ControlTable::read)
                .optional();
    }

    List<Operation> requested() {
        return jdbc.sql(SELECT + "WHERE state = 'REQUESTED' ORDER BY requested_at")
                .query(ControlTable::read)
                .list();
    }

    boolean isRebuilding(String projection) {
        return jdbc.sql("SELECT count(*) FROM projection_control WHERE projection = :projection AND kind = 'REBUILD'"
                                + " AND state IN ('REQUESTED', 'RUNNING')")
                        .param("projection", projection)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Takes a wish upon this process; false where another one was faster, or rebuilds the same. */
    boolean claim(UUID id) {
        return jdbc.sql("UPDATE projection_control SET state = 'RUNNING', owner = :self,"
                                + " started_at = CURRENT_TIMESTAMP, lease_until = " + leaseEnd()
                                + " WHERE operation_id = :id AND state = 'REQUESTED'" + ALONE)
                        .param("self", self)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A number that no generation of the projection has had. */
    int allocate(UUID id, String projection, int live) {
        var highest = jdbc.sql("SELECT coalesce(max(generation), 0) FROM projection_control WHERE projection = :p")
                .param("p", projection)
                .query(Integer.class)
                .single();
        var next = Math.max(highest, live) + 1;
        jdbc.sql("UPDATE projection_control SET generation = :next" + MINE)
                .param("next", next)
                .param("id", id)
                .param("self", self)
                .update();
        return next;
    }

    /** Says how far it is as well; false where this process was thought dead, or the wish was cancelled. */
    boolean renew(UUID id, long filled, long goal) {
        return jdbc.sql("UPDATE projection_control SET filled = :filled, goal = :goal, told_at = CURRENT_TIMESTAMP,"
                                + " lease_until = " + leaseEnd() + MINE)
                        .param("filled", filled)
                        .param("goal", goal)
                        .param("id", id)
                        .param("self", self)
                        .update()
                == 1;
    }

    /** Takes a rebuild from whoever works on it; false where it has ended. */
    boolean cancel(UUID id) {
        return jdbc.sql(
                                "UPDATE projection_control SET state = 'CANCELLED', ended_at = CURRENT_TIMESTAMP,"
                                        + " detail = 'Cancelled.', waste = generation, waste_after = CURRENT_TIMESTAMP"
                                        + " WHERE operation_id = :id AND kind = 'REBUILD' AND state IN ('REQUESTED', 'RUNNING')")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** False where this process was thought dead and the wish was taken from it, or it was cancelled. */
    boolean finish(UUID id, State state, String detail, @Nullable Integer waste, Duration wasteAfter) {
        return jdbc.sql("UPDATE projection_control SET state = :state, detail = :detail, ended_at = CURRENT_TIMESTAMP,"
                                + " waste = :waste, waste_after = " + in(wasteAfter.toMillis()) + MINE)
                        .param("state", state.name())
                        .param("detail", detail.substring(0, Math.min(500, detail.length())))
                        .param("waste", waste, java.sql.Types.INTEGER)
                        .param("id", id)
                        .param("self", self)
                        .update()
                == 1;
    }

    /** Whoever worked on these is gone; what a rebuild has filled so far is waste. */
    int expire() {
        return jdbc.sql("UPDATE projection_control SET state = 'FAILED', ended_at = CURRENT_TIMESTAMP,"
                        + " detail = 'The process that worked on it has ended.', waste = generation,"
                        + " waste_after = CURRENT_TIMESTAMP"
                        + " WHERE state = 'RUNNING' AND lease_until < CURRENT_TIMESTAMP")
                .update();
    }

    List<Waste> waste() {
        return jdbc.sql("SELECT operation_id, projection, waste FROM projection_control"
                        + " WHERE waste IS NOT NULL AND waste_after < CURRENT_TIMESTAMP")
                .query((row, number) -> new Waste(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)))
                .list();
    }

    void swept(UUID id) {
        jdbc.sql("UPDATE projection_control SET waste = NULL WHERE operation_id = :id")
                .param("id", id)
                .update();
    }

    private String leaseEnd() {
        return in(leaseMillis);
    }

    private static String in(long millis) {
        return "CURRENT_TIMESTAMP + " + millis + " * INTERVAL '0.001' SECOND";
    }

    private static Operation read(ResultSet row, int number) throws SQLException {
        return new Operation(
                row.getObject(1, UUID.class),
                row.getString(2),
                Kind.valueOf(row.getString(3)),
                row.getString(4),
                row.getBoolean(5),
                State.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                progress(row));
    }

    private static @Nullable RebuildProgress progress(ResultSet row) throws SQLException {
        var started = row.getObject(11, OffsetDateTime.class);
        var told = row.getObject(12, OffsetDateTime.class);
        return started == null || told == null
                ? null
                : RebuildProgress.after(Duration.between(started, told), row.getLong(9), row.getLong(10));
    }
}
