package dev.annals.foundation.outbound;

import dev.annals.foundation.store.LogToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is known of what has left. Whatever changes it holds only while the lease is ours: a process that was thought
 * dead changes nothing any more.
 */
final class RelayStore {

    /** The one relay there is. */
    static final String RELAY = "user-events";

    /** Another process has taken over. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("Another process has taken the relay over");
        }
    }

    /** What the one row says. */
    record State(
            @Nullable TrackingToken token,
            @Nullable String transport,
            @Nullable String streamMade,
            long acknowledged) {}

    private static final String INSERT =
            "insert into relay_published (log_index, about, sequence, is_last, is_bare)" + " values (?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Serializer serializer;
    private final String self;
    private final Duration lease;

    RelayStore(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Serializer serializer,
            String self,
            Duration lease) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.serializer = serializer;
        this.self = self;
        this.lease = lease;
    }

    /** Takes the lease where nobody has it; times are the database's. */
    boolean acquire() {
        jdbc.update("insert into relay_state (relay, acknowledged) values (?, 0) on conflict do nothing", RELAY);
        return jdbc.update(
                        "update relay_state set owner = ?, lease_until = " + leaseEnd() + " where relay = ? and"
                                + " (owner is null or owner = ? or lease_until < current_timestamp)",
                        self,
                        RELAY,
                        self)
                == 1;
    }

    /** False where another process has it by now. */
    boolean renew() {
        return jdbc.update(
                        "update relay_state set lease_until = " + leaseEnd() + " where relay = ? and owner = ?",
                        RELAY,
                        self)
                == 1;
    }

    void release() {
        jdbc.update("update relay_state set owner = null where relay = ? and owner = ?", RELAY, self);
    }

    Optional<State> state() {
        return jdbc
                .query(
                        "select token, transport, stream_made, acknowledged from relay_state where relay = ?",
                        this::readState,
                        RELAY)
                .stream()
                .findFirst();
    }

    private State readState(ResultSet row, int number) throws SQLException {
        var token = row.getBytes(1);
        return new State(token == null ? null : token(token), row.getString(2), row.getString(3), row.getLong(4));
    }

    private TrackingToken token(byte[] stored) {
        var type = serializer.typeForClass(LogToken.class);
        TrackingToken token = serializer.deserialize(new SimpleSerializedObject<>(stored, byte[].class, type));
        return token;
    }

    /** Does the work in a transaction that holds only while the lease is ours. */
    void whileOurs(Runnable work) {
        transaction.executeWithoutResult(status -> {
            if (!renew()) throw new LeaseLost();
            work.run();
        });
    }

    void transport(String name) {
        jdbc.update("update relay_state set transport = ? where relay = ?", name, RELAY);
    }

    void stream(String made, long acknowledged) {
        jdbc.update(
                "update relay_state set stream_made = ?, acknowledged = ? where relay = ?", made, acknowledged, RELAY);
    }

    void acknowledged(long sequence) {
        jdbc.update("update relay_state set acknowledged = ? where relay = ?", sequence, RELAY);
    }

    void token(TrackingToken token) {
        var stored = serializer.serialize(token, byte[].class).getData();
        jdbc.update("update relay_state set token = ? where relay = ?", stored, RELAY);
    }

    void insert(List<Published> rows) {
        if (rows.isEmpty()) return;
        jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, row) -> {
            statement.setLong(1, row.logIndex());
            statement.setObject(2, row.about());
            statement.setLong(3, row.sequence());
            statement.setBoolean(4, row.isLast());
            statement.setBoolean(5, row.isBare());
        });
    }

    /** The stream says so. */
    void isThere(Published row) {
        var positions = List.of(row.logIndex());
        deleteAt(positions);
        found(positions);
        insert(List.of(row));
    }

    List<Published> above(long sequence) {
        return published("sequence > ? order by sequence", sequence);
    }

    List<Published> about(UUID about) {
        return published("about = ? order by sequence", about);
    }

    private List<Published> published(String where, Object argument) {
        return jdbc.query(
                "select log_index, about, sequence, is_last, is_bare from relay_published where " + where,
                (row, number) -> new Published(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getBoolean(5)),
                argument);
    }

    void deleteAbove(long sequence) {
        jdbc.update("delete from relay_published where sequence > ?", sequence);
    }

    void deleteAt(Collection<Long> positions) {
        each("delete from relay_published where log_index = ?", positions);
    }

    /** What the stream no longer holds need not be remembered. */
    void prune(long firstSequence) {
        jdbc.update("delete from relay_published where sequence < ?", firstSequence);
    }

    /** What is recorded above the sequence is to be published again, but for what the log's reader will meet anyway. */
    int missingAbove(long sequence, @Nullable TrackingToken token) {
        var seen = token instanceof LogToken log ? log.index() : 0;
        var moved = jdbc.update(
                "insert into relay_missing (log_index, about, not_before)"
                        + " select log_index, about, current_timestamp from relay_published"
                        + " where sequence > ? and log_index <= ? on conflict do nothing",
                sequence,
                seen);
        each(
                "delete from relay_missing where log_index = ?",
                LogToken.gapsOf(token).boxed().toList());
        deleteAbove(sequence);
        return moved;
    }

    void missing(long position, UUID about, Duration after) {
        jdbc.update(
                "insert into relay_missing (log_index, about, not_before) values (?, ?, " + in(after)
                        + ") on conflict do nothing",
                position,
                about);
    }

    /** Positions of what is to be published again and is due, ascending. */
    List<Long> missing(int most) {
        return jdbc.queryForList(
                "select log_index from relay_missing where not_before <= current_timestamp order by log_index limit ?",
                Long.class,
                most);
    }

    void found(Collection<Long> positions) {
        each("delete from relay_missing where log_index = ?", positions);
    }

    /** Positions that the log's reader will meet and that have left already, or never will. */
    Set<Long> toSkip(@Nullable TrackingToken token) {
        var first = LogToken.gapsOf(token).min().orElse(token instanceof LogToken log ? log.index() + 1 : 1);
        var skip = new HashSet<Long>();
        for (var table : List.of("relay_published", "relay_refused"))
            skip.addAll(
                    jdbc.queryForList("select log_index from " + table + " where log_index >= ?", Long.class, first));
        skip.removeIf(position -> LogToken.hasSeen(token, position));
        return skip;
    }

    void refuse(OutboundMessage message, String cause) {
        jdbc.update(
                "insert into relay_refused (log_index, about, cause, refused_at)"
                        + " values (?, ?, ?, current_timestamp) on conflict do nothing",
                message.position(),
                message.about(),
                cause.substring(0, Math.min(200, cause.length())));
        found(List.of(message.position()));
    }

    /** Whatever was refused is tried once more. */
    void retryRefused(@Nullable TrackingToken token) {
        var positions = new ArrayList<Long>();
        jdbc.query("select log_index, about from relay_refused", row -> {
            var position = row.getLong(1);
            if (!LogToken.hasSeen(token, position)) return;
            missing(position, row.getObject(2, UUID.class), Duration.ZERO);
            positions.add(position);
        });
        each("delete from relay_refused where log_index = ?", positions);
    }

    void forget(UUID about, long position) {
        jdbc.update(
                "insert into relay_forgotten (about, log_index) values (?, ?) on conflict do nothing", about, position);
    }

    void forgot(UUID about) {
        jdbc.update("update relay_forgotten set done_at = current_timestamp where about = ?", about);
    }

    List<UUID> toForget() {
        return jdbc.queryForList("select about from relay_forgotten where done_at is null", UUID.class);
    }

    Set<UUID> forgotten() {
        return new HashSet<>(jdbc.queryForList("select about from relay_forgotten", UUID.class));
    }

    long count(String table) {
        var count = jdbc.queryForObject("select count(*) from " + table, Long.class);
        return count == null ? 0 : count;
    }

    boolean isAny(String sql, Object... arguments) {
        return !jdbc.queryForList(sql + " limit 1", arguments).isEmpty();
    }

    /** When the first event above the position was stored; absent where there is none. */
    @Nullable
    OffsetDateTime firstAfter(long position) {
        return jdbc
                .queryForList(
                        "select recorded_at from domain_event where global_index > ? order by global_index limit 1",
                        OffsetDateTime.class,
                        position)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Event ids to positions, of those that are in the log. */
    Optional<Long> positionOf(String eventId) {
        return jdbc
                .queryForList("select global_index from domain_event where event_id = ?", Long.class, eventId)
                .stream()
                .findFirst();
    }

    private void each(String sql, Collection<Long> positions) {
        if (positions.isEmpty()) return;
        jdbc.batchUpdate(sql, positions, positions.size(), (statement, position) -> statement.setLong(1, position));
    }

    private String leaseEnd() {
        return in(lease);
    }

    private static String in(Duration duration) {
        return "current_timestamp + " + duration.toMillis() + " * interval '0.001' second";
    }
}
