package dev.annals.foundation.projection;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Databases with every migration on the class path. */
public final class TestDatabases {

    private static final String H2 =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

    private TestDatabases() {}

    /** A fresh H2 in memory. */
    public static DataSource h2() {
        return migrated(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + H2, "sa", ""), "h2");
    }

    /** A fresh database on a PostgreSQL that is started once. */
    public static DataSource postgres() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (java.sql.SQLException exception) {
            throw new IllegalStateException(exception);
        }
        return migrated(Postgres.SERVER.getDatabase("postgres", name), "postgresql");
    }

    private static DataSource migrated(DataSource dataSource, String vendor) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .outOfOrder(true)
                .load()
                .migrate();
        return dataSource;
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
