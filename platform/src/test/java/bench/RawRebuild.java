package bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one would write by hand to fill a read table from the log: one thread, pages of a thousand events, each that matters
 * decoded, its rows written by JDBC batches, a commit per page. The log's long stretch is of eight types; of a read model
 * that none of them concerns nothing is decoded and nothing written.
 */
final class RawRebuild {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = "SELECT global_index, event_id, aggregate_id, payload_type, payload_revision,"
            + " payload, metadata, recorded_at FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1000";

    /** An event as the driver hands it out. */
    record Stored(
            long index,
            String id,
            String stream,
            String type,
            String revision,
            byte[] payload,
            byte[] metadata,
            OffsetDateTime at) {

        JsonNode says() {
            return JSON.readTree(payload);
        }

        JsonNode from() {
            return JSON.readTree(metadata);
        }
    }

    /** Values of one statement for one event; none where it is not concerned. */
    interface Values {
        @Nullable
        List<@Nullable Object> of(Stored event);
    }

    private final DurablePostgres database;
    private final String projection;

    RawRebuild(DurablePostgres database, String projection) {
        this.database = database;
        this.projection = projection;
    }

    /** Fills a table of the same shape; answers how many events it has read. */
    long fill(long upTo) throws SQLException {
        var table = projection.replace('-', '_') + "_rows";
        database.tell("create schema if not exists raw");
        database.tell("drop table if exists raw." + table);
        database.tell("create table raw." + table + " (like " + table + " including all)");
        // Of an empty table the planner knows nothing, and takes any index that begins with the generation.
        database.tell("insert into raw." + table + " select * from " + table + " where generation = 1");
        database.tell("analyze raw." + table);
        database.tell("truncate raw." + table);
        try (var connection = database.connect("reWriteBatchedInserts=true");
                var page = connection.prepareStatement(PAGE)) {
            connection.setAutoCommit(false);
            var statements = new LinkedHashMap<PreparedStatement, Values>();
            for (var statement : RawModels.of(projection).entrySet())
                statements.put(connection.prepareStatement(statement.getKey()), statement.getValue());
            var index = 0L;
            var read = 0L;
            while (index < upTo) {
                var events = events(page, index);
                if (events.isEmpty()) break;
                index = events.getLast().index();
                read += events.size();
                write(connection, statements, events);
            }
            return read;
        }
    }

    private static List<Stored> events(PreparedStatement page, long after) throws SQLException {
        page.setLong(1, after);
        var events = new ArrayList<Stored>();
        try (var row = page.executeQuery()) {
            while (row.next())
                events.add(new Stored(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBytes(6),
                        row.getBytes(7),
                        row.getObject(8, OffsetDateTime.class)));
        }
        return events;
    }

    private static void write(Connection connection, Map<PreparedStatement, Values> statements, List<Stored> events)
            throws SQLException {
        for (var statement : statements.entrySet()) {
            var some = false;
            for (var event : events) {
                var values = statement.getValue().of(event);
                if (values == null) continue;
                some = true;
                for (var at = 0; at < values.size(); at++) statement.getKey().setObject(at + 1, values.get(at));
                statement.getKey().addBatch();
            }
            if (some) statement.getKey().executeBatch();
        }
        connection.commit();
    }

    static @Nullable String text(JsonNode says, String property) {
        return says.path(property).asString(null);
    }

    static UUID id(JsonNode says, String property) {
        return UUID.fromString(says.path(property).asString());
    }
}
