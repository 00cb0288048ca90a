package dev.annals.foundation.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The SQL of the log, the same for H2 and PostgreSQL. What belongs to a command runs in its transaction. */
final class LogRows {

    /** As many rows in one INSERT: PostgreSQL binds at most 65,535 values. */
    private static final int MOST_ROWS = 1_000;

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT =
            "insert into domain_event (" + StoredEvent.COLUMNS.substring("global_index, ".length()) + ") values " + ROW;
    private static final String[] INDEX = {"global_index"};
    private static final String SELECT = "select " + StoredEvent.COLUMNS + " from domain_event ";
    private static final String MISSING = """
            select previous, global_index from (
                select global_index, lag(global_index, 1, cast(? as bigint)) over (order by global_index) as previous
                from domain_event where global_index > ? and global_index <= ?) as pairs
            where global_index > previous + 1 order by global_index
            """;

    private final DataSource dataSource;

    LogRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Inserts them in their order; answers the highest index. */
    long insert(List<DomainEventMessage<?>> events, Serializer serializer) throws SQLException {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var highest = 0L;
            for (var start = 0; start < events.size(); start += MOST_ROWS) {
                var some = events.subList(start, Math.min(events.size(), start + MOST_ROWS));
                highest = Math.max(highest, insert(connection, some, serializer));
            }
            return highest;
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static long insert(Connection connection, List<DomainEventMessage<?>> events, Serializer serializer)
            throws SQLException {
        var sql = INSERT + (", " + ROW).repeat(events.size() - 1);
        try (var statement = connection.prepareStatement(sql, INDEX)) {
            var column = 1;
            for (var event : events) column = bind(statement, column, event, serializer);
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                var highest = 0L;
                while (keys.next()) highest = Math.max(highest, keys.getLong(1));
                return highest;
            }
        }
    }

    private static int bind(PreparedStatement statement, int first, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        var payload = event.serializePayload(serializer, byte[].class);
        var metadata = event.serializeMetaData(serializer, byte[].class);
        var column = first;
        statement.setString(column++, event.getIdentifier());
        statement.setString(column++, event.getType());
        statement.setString(column++, event.getAggregateIdentifier());
        statement.setLong(column++, event.getSequenceNumber());
        statement.setString(column++, payload.getType().getName());
        statement.setString(column++, payload.getType().getRevision());
        statement.setBytes(column++, payload.getData());
        statement.setBytes(column++, metadata.getData());
        statement.setObject(column++, event.getTimestamp().atOffset(ZoneOffset.UTC));
        return column;
    }

    List<StoredEvent> ofAggregate(String aggregateId, long first, int limit) throws SQLException {
        var connection = DataSourceUtils.getConnection(dataSource);
        var sql = SELECT + "where aggregate_id = ? and sequence_number >= ? order by sequence_number limit ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, aggregateId);
            statement.setLong(2, first);
            statement.setInt(3, limit);
            return read(statement);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    Optional<Long> lastSequenceNumber(String aggregateId) throws SQLException {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement =
                connection.prepareStatement("select max(sequence_number) from domain_event where aggregate_id = ?")) {
            statement.setString(1, aggregateId);
            return number(statement);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    // What readers ask has its own connection: a snapshot of its own, whatever transaction the thread is in.

    List<StoredEvent> after(long index, int limit) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(SELECT + "where global_index > ? order by global_index limit ?")) {
            statement.setLong(1, index);
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    List<StoredEvent> among(long[] indexes, int limit) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        SELECT + "join unnest(cast(? as bigint array)) as gap(i) on global_index = gap.i"
                                + " order by global_index limit ?")) {
            var values = Arrays.stream(indexes).boxed().toArray();
            statement.setArray(1, connection.createArrayOf("bigint", values));
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    long highest() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select max(global_index) from domain_event")) {
            return number(statement).orElse(0L);
        }
    }

    /** The indexes above the first and below the last that are not visible; the last one is. */
    long[] missing(long above, long last) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(MISSING)) {
            statement.setLong(1, above);
            statement.setLong(2, above);
            statement.setLong(3, last);
            var gaps = LongStream.builder();
            try (var pairs = statement.executeQuery()) {
                while (pairs.next())
                    LongStream.range(pairs.getLong(1) + 1, pairs.getLong(2)).forEach(gaps);
            }
            return gaps.build().toArray();
        }
    }

    private static List<StoredEvent> read(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<StoredEvent>();
        try (var row = statement.executeQuery()) {
            while (row.next()) events.add(StoredEvent.of(row));
        }
        return events;
    }

    private static Optional<Long> number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) return Optional.empty();
            var number = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(number);
        }
    }
}
