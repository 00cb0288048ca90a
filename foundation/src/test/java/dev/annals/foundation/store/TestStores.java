package dev.annals.foundation.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Databases for tests, each fresh and migrated with all migrations on the class path. */
public final class TestStores {

    /** What an H2 URL of ours ends with. */
    public static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestStores() {}

    /** The one PostgreSQL of this JVM, started when first asked for. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        // The JVM is going anyway.
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A fresh H2 in memory. */
    public static HikariDataSource h2() {
        return migrated(h2Url());
    }

    /** A fresh H2 file in that folder. */
    public static HikariDataSource h2File(Path folder) {
        return migrated(h2FileUrl(folder));
    }

    /** A fresh database of the shared PostgreSQL. */
    public static HikariDataSource postgres() {
        return migrated(postgresUrl());
    }

    /** The URL of an empty H2 in memory. */
    public static String h2Url() {
        return "jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + H2_OPTIONS;
    }

    /** The URL of an empty H2 file. */
    public static String h2FileUrl(Path folder) {
        return "jdbc:h2:file:"
                + folder.resolve("annals" + COUNT.incrementAndGet()).toAbsolutePath() + H2_OPTIONS;
    }

    /** The URL of an empty database of the shared PostgreSQL; user {@code postgres}, no password. */
    public static String postgresUrl() {
        var name = "test" + COUNT.incrementAndGet();
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    /** A pool on that database, migrated. */
    public static HikariDataSource migrated(String url) {
        var dataSource = pool(url);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(
                        "classpath:db/migration/common",
                        url.startsWith("jdbc:h2:") ? "classpath:db/migration/h2" : "classpath:db/migration/postgresql")
                .failOnMissingLocations(false)
                .outOfOrder(true)
                .load()
                .migrate();
        return dataSource;
    }

    /** A pool on that database as it is. */
    public static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(0);
        if (url.startsWith("jdbc:h2:")) config.setUsername("sa");
        return new HikariDataSource(config);
    }
}
