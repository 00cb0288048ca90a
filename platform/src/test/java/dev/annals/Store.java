package dev.annals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/** The two stores every journey is made on. */
enum Store {
    H2 {
        @Override
        List<String> freshDatabase(Path folder) {
            return List.of("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("annals")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
                    + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000");
        }
    },
    POSTGRESQL {
        @Override
        List<String> freshDatabase(Path folder) {
            var name = "annals_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = postgres().getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return List.of("--DATABASE_URL=" + postgres().getJdbcUrl("postgres", name));
        }
    };

    private static @Nullable EmbeddedPostgres postgres;

    /** The settings that point at a database nobody has used yet. */
    abstract List<String> freshDatabase(Path folder);

    private static synchronized EmbeddedPostgres postgres() {
        try {
            if (postgres == null) {
                var started = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                // After the houses have closed, or each would complain of a database that went away.
                SpringApplication.getShutdownHandlers().add(() -> close(started));
                postgres = started;
            }
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
