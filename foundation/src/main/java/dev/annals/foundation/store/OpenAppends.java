package dev.annals.foundation.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Which transactions may still put an event into the log under an index they have taken. */
interface OpenAppends {

    /**
     * Those open now, each under a name of its own that is never another's. Whoever has taken an index and is not among
     * them has ended, and what he committed is visible to every snapshot taken from now on.
     */
    Set<String> now(Connection connection) throws SQLException;

    /** Called in a transaction before it takes its first index. */
    void opened(Object transaction);

    /** Called when that transaction has ended, either way. */
    void ended(Object transaction);
}
