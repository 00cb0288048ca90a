package dev.annals.foundation.projection;

import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a read table once, for every database. Its first key column is always {@code generation}, which is left to
 * {@link ReadRows}.
 *
 * @param name the table, not the view that readers use
 * @param keys the columns that name a row, {@code generation} apart
 * @param columns the other columns
 */
public record ReadTable(String name, List<String> keys, List<String> columns) {

    /** A table whose rows are named by these columns. */
    public static ReadTable named(String name, String... keys) {
        return new ReadTable(name, List.of(keys), List.of());
    }

    /** The same table with these columns more. */
    public ReadTable with(String... more) {
        return new ReadTable(
                name, keys, Stream.concat(columns.stream(), Stream.of(more)).toList());
    }
}
