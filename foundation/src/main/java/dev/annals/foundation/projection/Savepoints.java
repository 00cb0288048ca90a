package dev.annals.foundation.projection;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Work inside the current transaction that may fail without taking the transaction with it. */
final class Savepoints {

    private final DataSource dataSource;

    Savepoints(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Work {
        void run() throws Exception;
    }

    /** Answers what the work failed of, undone; a failure that the event is not to blame for is thrown. */
    @Nullable
    Exception tried(Work work) throws Exception {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var savepoint = connection.setSavepoint();
            try {
                work.run();
                connection.releaseSavepoint(savepoint);
                return null;
            } catch (Exception failure) {
                if (!Failures.isPoison(failure)) throw failure;
                connection.rollback(savepoint);
                return failure;
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
