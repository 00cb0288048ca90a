package dev.annals.foundation.web;

import dev.annals.shared.SharedRefusal;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Whether a failure means that the store is away, starting, full or overloaded: not the caller's fault, and it passes. */
final class StoreExplanation {

    private static final String COMMIT_BROKE =
            "The store broke off while it was committing: it is not known whether the"
                    + " change was made. Look before you try again.";

    /** H2: closed, broken file, out of disk, connection broken. */
    private static final Set<Integer> H2_AWAY = Set.of(90007, 90028, 90031, 90067, 90098, 90121, 50200);

    private StoreExplanation() {}

    static Optional<Problem> of(Set<Throwable> chain) {
        if (chain.stream().noneMatch(StoreExplanation::isAway)) return Optional.empty();
        return Optional.of(
                chain.stream().anyMatch(StoreExplanation::isCommit)
                        ? Problem.of(SharedRefusal.UNAVAILABLE, COMMIT_BROKE)
                        : Problem.of(SharedRefusal.UNAVAILABLE));
    }

    private static boolean isAway(Throwable link) {
        return switch (link) {
            case CannotCreateTransactionException away -> true;
            case TransactionTimedOutException slow -> true;
            case DataAccessResourceFailureException away -> true;
            case NonTransientDataAccessResourceException away -> true;
            case TransientDataAccessResourceException away -> true;
            case RecoverableDataAccessException away -> true;
            case QueryTimeoutException slow -> true;
            case SQLTransientConnectionException away -> true;
            case SQLNonTransientConnectionException away -> true;
            case SQLRecoverableException away -> true;
            case SQLException sql -> isAway(sql);
            default -> false;
        };
    }

    private static boolean isAway(SQLException sql) {
        var state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return state.startsWith("08") // connection
                || state.startsWith("57P") // shut down, crashed, starting up, recovering
                || state.startsWith("53") // disk full, out of memory, too many connections
                || state.equals("57014") // cancelled by the statement time-out
                || state.equals("25P03") // this process stood still within a transaction
                || state.equals("25006") // read only: a standby that is not promoted yet
                || H2_AWAY.contains(sql.getErrorCode());
    }

    private static boolean isCommit(Throwable link) {
        return link instanceof TransactionSystemException
                || String.valueOf(link.getMessage()).startsWith("JDBC commit");
    }
}
