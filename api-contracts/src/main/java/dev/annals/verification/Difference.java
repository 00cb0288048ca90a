package dev.annals.verification;

import java.util.List;

/**
 * One row that is not as the log says. Nothing personal is in it: of columns that may hold such, only the name.
 *
 * @param table which table, or {@code domain_event} for the log itself
 * @param key the row's key
 * @param details for a row that differs, each column with what it should be and what it is
 */
public record Difference(String table, String key, Kind kind, List<String> details) {

    /** How a row can be wrong. */
    public enum Kind {
        /** The log asks for a row that is not there. */
        MISSING,
        /** Nothing in the log explains the row. */
        EXTRA,
        DIFFERENT,
        /** The event cannot be read, so that nothing it says was compared. */
        UNREADABLE
    }
}
