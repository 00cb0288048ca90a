package dev.annals.reward.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.store.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The stores on which a test is made; H2 as a file, as it is run. */
enum TwoStores {
    H2(() -> TestStores.h2File(folder())),
    POSTGRESQL(TestStores::postgres);

    private final Supplier<HikariDataSource> fresh;

    TwoStores(Supplier<HikariDataSource> fresh) {
        this.fresh = fresh;
    }

    HikariDataSource fresh() {
        return fresh.get();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "h2-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
