package dev.annals.foundation.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the rows that batches write. */
final class CountingDataSource extends DelegatingDataSource {

    private final AtomicInteger rowWrites = new AtomicInteger();

    CountingDataSource(DataSource dataSource) {
        super(dataSource);
    }

    int rowWrites() {
        return rowWrites.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(Connection.class, super.getConnection());
    }

    private <T> T watched(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("addBatch")) rowWrites.incrementAndGet();
                    try {
                        var result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? watched(PreparedStatement.class, statement)
                                : result;
                    } catch (InvocationTargetException exception) {
                        throw exception.getCause();
                    }
                }));
    }
}
