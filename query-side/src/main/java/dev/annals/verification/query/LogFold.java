package dev.annals.verification.query;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.personal.Secrets;
import dev.annals.foundation.store.Upcasting;
import dev.annals.verification.Findings;
import dev.annals.verification.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.springframework.stereotype.Component;

/**
 * Reads the whole log by itself, folds it once more and compares. What it needs to know of each context stands in that
 * context's {@link Book}, written down a second time on purpose: a mistake of a projection must not be one of its judge.
 *
 * <p>It keeps a row in memory for each user, session and role, about a kilobyte of each session, and a page of what there is
 * one row of per event. Sealed texts are kept as fingerprints: a heap of 512 MB has room for a few hundred thousand sessions.
 */
@Component
class LogFold implements Verification {

    /** H2's name for one snapshot of all tables; its REPEATABLE READ takes one for each table when it is first used. */
    private static final int H2_SNAPSHOT = 6;

    private final DataSource dataSource;
    private final Serializer serializer;
    private final Upcasting upcasting;
    private final PersonalData personal;
    private final Secrets secrets;

    LogFold(DataSource dataSource, Serializer serializer, Upcasting upcasting, PersonalData personal, Secrets secrets) {
        this.dataSource = dataSource;
        this.serializer = serializer;
        this.upcasting = upcasting;
        this.personal = personal;
        this.secrets = secrets;
    }

    @Override
    public Findings compare() {
        try (var store = dataSource.getConnection()) {
            store.setTransactionIsolation(snapshotOf(store));
            store.setAutoCommit(false);
            try {
                return new Comparison(store, serializer, upcasting, new Names(personal, secrets), Clock.systemUTC())
                        .findings();
            } finally {
                store.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The store could not be read", e);
        }
    }

    private static int snapshotOf(Connection store) throws SQLException {
        return store.getMetaData().getDatabaseProductName().equals("H2")
                ? H2_SNAPSHOT
                : Connection.TRANSACTION_REPEATABLE_READ;
    }
}
