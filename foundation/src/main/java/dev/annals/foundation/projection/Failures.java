package dev.annals.foundation.projection;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells an event that will fail again from a database that is away, full, busy or stopping. */
final class Failures {

    /** Connection, serialization and deadlock, resources, operator, system; a lock that is not available. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58", "55", "HY");

    /** PostgreSQL: the process stood still within a transaction. */
    private static final String STOOD_STILL = "25P03";

    /** H2: time-outs, concurrent updates, files that cannot be written, a database that is closing or closed. */
    private static final Set<Integer> H2 = Set.of(50200, 90131, 90028, 90031, 90067, 90098, 90121, 90007, 57014, 90026);

    private Failures() {}

    /** Whether the event is to blame. */
    static boolean isPoison(Throwable failure) {
        return causes(failure).noneMatch(Failures::passes);
    }

    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case TransientDataAccessException e -> true;
            case RecoverableDataAccessException e -> true;
            case DataAccessResourceFailureException e -> true;
            case CannotCreateTransactionException e -> true;
            case UnableToClaimTokenException e -> true;
            case ParkingFull e -> true;
            case InterruptedException e -> true;
            case SQLTransientException e -> true;
            case SQLRecoverableException e -> true;
            case SQLException e ->
                H2.contains(e.getErrorCode())
                        || STOOD_STILL.equals(e.getSQLState())
                        || (e.getSQLState() != null
                                && e.getSQLState().length() == 5
                                && CLASSES.contains(e.getSQLState().substring(0, 2)));
            default -> false;
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(
                        failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .map(cause -> (Throwable) cause)
                .limit(50);
    }
}
