package dev.annals.foundation.personal;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the key tables, and as many processes on it as a test wants. */
final class KeyStoreForTest {

    static final byte[] MASTER = AesGcm.random(32);

    final CountingDataSource dataSource;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final AtomicLong clock = new AtomicLong();

    KeyStoreForTest() {
        this(JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                "sa",
                ""));
    }

    KeyStoreForTest(DataSource target) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V150__keys.sql")).execute(target);
        dataSource = new CountingDataSource(target);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** One process: its own cache, the common tables. */
    final class Process {

        final KeyRing keys;
        final PersonalData personal;

        Process(MasterKeys masterKeys) {
            keys = new KeyRing(new DataKeyTable(jdbc), masterKeys, transaction, new KeyCache(100, clock::get));
            personal = new SealedPersonalData(keys);
        }
    }

    Process process() {
        return process(MASTER);
    }

    Process process(byte[] master) {
        return new Process(new MasterKeys(master, Optional.empty()));
    }

    void aSecondPasses() {
        clock.addAndGet(KeyCache.TRUSTED_NANOS);
    }
}
