package bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database on a PostgreSQL that keeps what it acknowledged: the one of {@code DATABASE_URL} when that is a JDBC
 * URL, else one of its own, with PostgreSQL's defaults.
 */
final class DurablePostgres implements AutoCloseable {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final @Nullable EmbeddedPostgres own;
    private final String serverUrl;
    private final String name = "annals_bench_" + UUID.randomUUID().toString().replace("-", "");
    private final long postmaster;

    private DurablePostgres(@Nullable EmbeddedPostgres own, String serverUrl) throws SQLException {
        this.own = own;
        this.serverUrl = serverUrl;
        try (var connection = DriverManager.getConnection(serverUrl)) {
            for (var setting : DURABLE)
                if (!one(connection, "show " + setting).equals("on"))
                    throw new IllegalStateException(setting + " is off: this would not measure what is durable");
            postmaster = Cpu.parentOf(Long.parseLong(one(connection, "select pg_backend_pid()")));
            if (postmaster == 0) throw new IllegalStateException("The database must run on this machine");
            connection.createStatement().execute("create database " + name);
        }
    }

    static DurablePostgres fresh() throws IOException, SQLException {
        var given = System.getenv("DATABASE_URL");
        if (given != null && given.startsWith("jdbc:postgresql:")) return new DurablePostgres(null, given);
        // For tests it switches off whatever makes it durable; what comes last on its command line holds.
        var own = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
        return new DurablePostgres(own, own.getJdbcUrl("postgres", "postgres"));
    }

    String url() {
        var question = serverUrl.indexOf('?');
        var place = question < 0 ? serverUrl : serverUrl.substring(0, question);
        return place.substring(0, place.lastIndexOf('/') + 1)
                + name
                + (question < 0 ? "" : serverUrl.substring(question));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** With properties of the driver's. */
    Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection(url() + (url().contains("?") ? "&" : "?") + properties);
    }

    /** The first column of the first row. */
    String ask(String sql) throws SQLException {
        try (var connection = connect()) {
            return one(connection, sql);
        }
    }

    void tell(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The process whose children serve the connections. */
    long postmaster() {
        return postmaster;
    }

    /** How much the rows of all tables take on the disk, with their indexes. */
    long bytes() throws SQLException {
        return Long.parseLong(ask("select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r'"
                + " and relnamespace in ('public'::regnamespace, 'keys'::regnamespace)"));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        if (own != null) {
            own.close();
            return;
        }
        try (var connection = DriverManager.getConnection(serverUrl)) {
            connection.createStatement().execute("drop database " + name + " with (force)");
        }
    }
}
