package bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one would write by hand: the same rows in tables of the same shape, statements prepared once, a connection of
 * one's own, one transaction, and nothing to be decided.
 */
final class RawRows implements AutoCloseable {

    /** An event as it stands in the log. */
    record Event(String aggregateType, String type, String revision, byte[] payload, byte[] metadata) {

        static Event latest(DurablePostgres database, String type) throws SQLException {
            try (var connection = database.connect();
                    var statement = connection.prepareStatement(
                            "select aggregate_type, payload_revision, payload, metadata from domain_event"
                                    + " where payload_type = ? order by global_index desc limit 1")) {
                statement.setString(1, type);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return new Event(row.getString(1), type, row.getString(2), row.getBytes(3), row.getBytes(4));
                }
            }
        }
    }

    private static final List<String> TABLES = List.of(
            "domain_event", "reservation", "credential", "access_state", "user_alias", "role_holding", "keys.data_key");
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String EVENT = "insert into raw.domain_event (event_id, aggregate_type, aggregate_id,"
            + " sequence_number, payload_type, payload_revision, payload, metadata, recorded_at) values " + ROW;

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement twoEvents;
    private final PreparedStatement names;
    private final PreparedStatement credential;
    private final PreparedStatement access;
    private final PreparedStatement alias;
    private final PreparedStatement key;
    private final PreparedStatement holding;

    RawRows(DurablePostgres database) throws SQLException {
        connection = database.connect();
        event = connection.prepareStatement(EVENT);
        twoEvents = connection.prepareStatement(EVENT + ", " + ROW);
        names = connection.prepareStatement("insert into raw.reservation (kind, hash, user_id, algorithm)"
                + " values ('login', ?, ?, 'nfkc-fold-1'), ('username', ?, ?, 'uts39-16.0-1')");
        credential = connection.prepareStatement(
                "insert into raw.credential (user_id, hash, changed_at) values (?, ?, current_timestamp)");
        access = connection.prepareStatement("insert into raw.access_state (user_id, epoch, status,"
                + " password_change_required) values (?, 1, 'ACTIVE', false)");
        alias = connection.prepareStatement("insert into raw.user_alias (user_id) values (?) returning alias");
        key = connection.prepareStatement(
                "insert into raw.data_key (subject, version, wrapped, created_at) values (?, 1, ?, current_timestamp)");
        holding = connection.prepareStatement(
                "insert into raw.role_holding (user_id, role, active) values (?, 'USER', true)");
    }

    /** Makes the tables. */
    static void prepare(DurablePostgres database) throws SQLException {
        database.tell("create schema raw");
        for (var table : TABLES)
            database.tell("create table raw." + table.substring(table.indexOf('.') + 1) + " (like " + table
                    + " including all)");
    }

    /** One event; the database commits by itself. */
    void append(Event values, String stream, long sequence) throws SQLException {
        bind(event, 1, values, stream, sequence);
        event.executeUpdate();
    }

    /** Everything that a registration leaves behind. */
    void register(Event registered, Event granted, String hash) throws SQLException {
        connection.setAutoCommit(false);
        var user = UUID.randomUUID();
        names.setString(1, random(32));
        names.setObject(2, user);
        names.setString(3, random(32));
        names.setObject(4, user);
        names.executeUpdate();
        credential.setObject(1, user);
        credential.setString(2, hash);
        credential.executeUpdate();
        access.setObject(1, user);
        access.executeUpdate();
        alias.setObject(1, user);
        alias.executeQuery().close();
        key.setObject(1, user);
        key.setBytes(2, HexFormat.of().parseHex(random(64)));
        key.executeUpdate();
        holding.setObject(1, user);
        holding.executeUpdate();
        bind(twoEvents, bind(twoEvents, 1, registered, user.toString(), 0), granted, "role-holder:" + user, 0);
        twoEvents.executeUpdate();
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static int bind(PreparedStatement statement, int first, Event event, String stream, long sequence)
            throws SQLException {
        var column = first;
        statement.setString(column++, UUID.randomUUID().toString());
        statement.setString(column++, event.aggregateType());
        statement.setString(column++, stream);
        statement.setLong(column++, sequence);
        statement.setString(column++, event.type());
        statement.setString(column++, event.revision());
        statement.setBytes(column++, event.payload());
        statement.setBytes(column++, event.metadata());
        statement.setObject(column++, OffsetDateTime.now(ZoneOffset.UTC));
        return column;
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
