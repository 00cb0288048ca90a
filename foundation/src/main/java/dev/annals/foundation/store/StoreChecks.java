package dev.annals.foundation.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Refuses to start where an acknowledged write could be lost or half of one could stay. */
final class StoreChecks implements SmartInitializingSingleton {

    private final DataSource dataSource;
    private final JdbcTransactionManager transactions;
    private final Configuration axon;

    StoreChecks(DataSource dataSource, JdbcTransactionManager transactions, Configuration axon) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.axon = axon;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!(axon.getComponent(TransactionManager.class) instanceof SpringTransactionManager))
            throw new IllegalStateException("Axon has no real transaction manager: half of a command could stay");
        if (transactions.getDataSource() != dataSource)
            throw new IllegalStateException("The transaction manager is not on the data source of the log");
    }

    /** Of H2 files only: by default it acknowledges up to half a second before it writes. */
    static void requireDurable(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("H2")) return;
            try (var statement = connection.createStatement();
                    var row =
                            statement.executeQuery("select (select setting_value from information_schema.settings where"
                                    + " setting_name = 'WRITE_DELAY'), database_path()")) {
                row.next();
                var isFile = row.getString(2) != null;
                if (isFile && !"0".equals(row.getString(1)))
                    throw new IllegalStateException(
                            "This H2 database would lose acknowledged writes when the machine or"
                                    + " the process stops: add ;WRITE_DELAY=0 to its URL");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }
}
