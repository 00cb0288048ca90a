package dev.annals.foundation.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * On PostgreSQL: whoever holds ROW EXCLUSIVE on the event table. INSERT takes the lock before it takes the index, and a
 * commit becomes visible before its locks are released. The transaction id would not do: {@code nextval} assigns none.
 */
final class PostgresAppends implements OpenAppends {

    private static final String HOLDERS = """
            select virtualtransaction from pg_locks
            where locktype = 'relation' and relation = 'domain_event'::regclass and mode = 'RowExclusiveLock' and granted
            and database = (select oid from pg_database where datname = current_database())
            """;

    @Override
    public Set<String> now(Connection connection) throws SQLException {
        var holders = new HashSet<String>();
        try (var statement = connection.prepareStatement(HOLDERS);
                var rows = statement.executeQuery()) {
            while (rows.next()) holders.add(rows.getString(1));
        }
        return holders;
    }

    @Override
    public void opened(Object transaction) {}

    @Override
    public void ended(Object transaction) {}
}
