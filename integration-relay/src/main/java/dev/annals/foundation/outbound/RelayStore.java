package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Lease.LeaseLost;
import dev.annals.foundation.store.LogToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** What the one row says. */
    record State(
            @Nullable TrackingToken token,
            @Nullable String transport,
            @Nullable String streamMade,
            long acknowledged) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Serializer serializer;
    private final Lease lease;
    private final PublishedTable published;
    private final MissingTable missing;
    private final RefusedTable refused;
    private final ForgottenTable forgotten;

    RelayStore(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Serializer serializer,
            String self,
            Duration lease) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.serializer = serializer;
        this.lease = new Lease(jdbc, self, lease);
        this.published = new PublishedTable(jdbc);
        this.missing = new MissingTable(jdbc);
        this.refused = new RefusedTable(jdbc, missing);
        this.forgotten = new ForgottenTable(jdbc);
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
            if (!lease.renew()) throw new LeaseLost();
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

    /** From now on the sequences above are given to other messages than before. */
    void shortened(long above) {
        jdbc.update(
                "insert into relay_shortened (made, above, noted_at) select stream_made, ?, current_timestamp"
                        + " from relay_state where relay = ?",
                above,
                RELAY);
    }

    void token(TrackingToken token) {
        var stored = serializer.serialize(token, byte[].class).getData();
        jdbc.update("update relay_state set token = ? where relay = ?", stored, RELAY);
    }

    Lease lease() {
        return lease;
    }

    PublishedTable published() {
        return published;
    }

    MissingTable missing() {
        return missing;
    }

    RefusedTable refused() {
        return refused;
    }

    ForgottenTable forgotten() {
        return forgotten;
    }

    /** The stream says so. */
    void isThere(Published row) {
        var positions = List.of(row.logIndex());
        published.deleteAt(positions);
        missing.found(positions);
        published.insert(List.of(row));
    }

    /** Positions that the log's reader will meet and that have left already, or never will. */
    Set<Long> toSkip(@Nullable TrackingToken token) {
        var first = LogToken.gapsOf(token).min().orElse(token instanceof LogToken log ? log.index() + 1 : 1);
        var skip = new HashSet<>(published.from(first));
        skip.addAll(refused.from(first));
        skip.removeIf(position -> LogToken.hasSeen(token, position));
        return skip;
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
}
