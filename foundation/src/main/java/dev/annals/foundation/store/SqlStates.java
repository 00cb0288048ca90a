package dev.annals.foundation.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means, by the states of the SQL standard, PostgreSQL and H2. */
final class SqlStates {

    /** Serialization failure, deadlock, lock not available, lock time-out. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03", "HYT00");

    /** H2: lock time-out, row changed by another transaction, deadlock. */
    private static final Set<Integer> TRANSIENT_IN_H2 = Set.of(50200, 90131, 40001);

    private SqlStates() {}

    /** Whether a unique index refused it. */
    static boolean isDuplicate(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("23"));
    }

    /** Whether the same command may well succeed when it is tried again: somebody else was quicker, nothing is wrong. */
    static boolean isWorthAnotherTry(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof ConcurrencyException
                        || cause instanceof DeadlockException
                        || (cause instanceof SQLException sql && isTransient(sql)));
    }

    private static boolean isTransient(SQLException sql) {
        return TRANSIENT_IN_H2.contains(sql.getErrorCode())
                || (sql.getSQLState() != null && TRANSIENT.contains(sql.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(
                        failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .map(cause -> (Throwable) cause)
                .limit(50);
    }
}
