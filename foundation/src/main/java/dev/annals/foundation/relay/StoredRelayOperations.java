package dev.annals.foundation.relay;

import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything from the database, so that each process says the same. */
@Component
class StoredRelayOperations implements RelayOperations {

    private static final String REPLAY =
            "select operation_id, kind, durable, after_position, up_to, from_time, to_time,"
                    + " about, dead_letter, state, owner, position, head, sent, detail from replay ";
    private static final String DEAD = "select id, durable, stream, sequence, log_index, about, cause, deliveries,"
            + " given_up_at, state from dead_letter ";

    private final JdbcClient jdbc;

    StoredRelayOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void wish(Replay wish) {
        jdbc.sql("insert into replay (operation_id, kind, durable, after_position, up_to, from_time, to_time, about,"
                        + " dead_letter, state, cancelled, position, sent, requested_at) values (:id, :kind, :durable,"
                        + " :after, :upTo, :from, :to, :about, :dead, 'REQUESTED', false, :after, 0, :now)")
                .param("id", wish.operationId())
                .param("kind", wish.kind().name())
                .param("durable", wish.durable())
                .param("after", wish.after())
                .param("upTo", wish.upTo(), java.sql.Types.BIGINT)
                .param("from", stored(wish.from()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", stored(wish.to()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("about", wish.about(), java.sql.Types.OTHER)
                .param("dead", wish.deadLetter(), java.sql.Types.OTHER)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable OffsetDateTime stored(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void cancel(UUID operationId) {
        jdbc.sql("update replay set cancelled = true where operation_id = :id and state in ('REQUESTED', 'RUNNING')")
                .param("id", operationId)
                .update();
    }

    @Override
    public Optional<Replay> find(UUID operationId) {
        return jdbc.sql(REPLAY + "where operation_id = :id")
                .param("id", operationId)
                .query(StoredRelayOperations::replay)
                .optional();
    }

    @Override
    public List<Replay> latest(int limit) {
        return jdbc.sql(REPLAY + "order by requested_at desc, operation_id limit :limit")
                .param("limit", limit)
                .query(StoredRelayOperations::replay)
                .list();
    }

    @Override
    public boolean isUnderWay(String durable) {
        return jdbc.sql("select count(*) from replay where durable = :durable and kind <> 'REDELIVERY'"
                                + " and state in ('REQUESTED', 'RUNNING')")
                        .param("durable", durable)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return jdbc.sql(DEAD + "order by given_up_at desc, id limit :limit")
                .param("limit", limit)
                .query(StoredRelayOperations::deadLetter)
                .list();
    }

    @Override
    public Optional<DeadLetter> deadLetter(UUID id) {
        return jdbc.sql(DEAD + "where id = :id")
                .param("id", id)
                .query(StoredRelayOperations::deadLetter)
                .optional();
    }

    private static Replay replay(ResultSet row, int number) throws SQLException {
        return new Replay(
                row.getObject("operation_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("durable"),
                row.getLong("after_position"),
                row.getObject("up_to", Long.class),
                instant(row, "from_time"),
                instant(row, "to_time"),
                row.getObject("about", UUID.class),
                row.getObject("dead_letter", UUID.class),
                State.valueOf(row.getString("state")),
                row.getString("owner"),
                row.getLong("position"),
                row.getObject("head", Long.class),
                row.getLong("sent"),
                row.getString("detail"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stored = row.getObject(column, OffsetDateTime.class);
        return stored == null ? null : stored.toInstant();
    }

    private static DeadLetter deadLetter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("durable"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getObject("log_index", Long.class),
                row.getObject("about", UUID.class),
                row.getString("cause"),
                row.getInt("deliveries"),
                row.getObject("given_up_at", OffsetDateTime.class).toInstant(),
                row.getString("state"));
    }
}
