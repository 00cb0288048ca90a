package dev.annals.foundation.personal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the key tables, and as many processes on it as a test wants. */
final class KeyStoreForTest implements AutoCloseable {

    static final byte[] MASTER = AesGcm.random(32);

    final CountingDataSource dataSource;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final AtomicLong clock = new AtomicLong();
    final Path erasures = temporaryFolder().resolve("erasures.txt");

    private final HikariDataSource database;

    KeyStoreForTest(HikariDataSource database) {
        this.database = database;
        dataSource = new CountingDataSource(database);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void close() {
        database.close();
    }

    /** One process: its own cache, the common tables. */
    final class Process {

        final KeyRing keys;
        final PersonalData personal;

        Process(MasterKeys masterKeys) {
            keys = new KeyRing(
                    new DataKeyTable(jdbc),
                    masterKeys,
                    transaction,
                    new KeyCache(100, clock::get),
                    new ErasureList(erasures));
            personal = new SealedPersonalData(keys);
        }
    }

    Process process() {
        return process(MASTER);
    }

    Process process(byte[] master) {
        return new Process(new MasterKeys(master, Optional.empty()));
    }

    private static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("erasures");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void aSecondPasses() {
        clock.addAndGet(KeyCache.TRUSTED_NANOS);
    }
}
