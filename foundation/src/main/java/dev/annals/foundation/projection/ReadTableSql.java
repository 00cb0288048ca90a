package dev.annals.foundation.projection;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** The statements for a read table, in the words of the database at hand. */
final class ReadTableSql {

    private final ReadTable table;
    private final DataSource dataSource;
    private volatile String upsert = "";

    ReadTableSql(ReadTable table, DataSource dataSource) {
        this.table = table;
        this.dataSource = dataSource;
    }

    /** Takes generation, keys, columns. */
    String upsert() {
        if (upsert.isEmpty()) upsert = isPostgres(dataSource) ? insertOnConflict() : merge();
        return upsert;
    }

    /** Takes the columns, then generation and keys. */
    String update(List<String> columns) {
        return "UPDATE " + table.name() + " SET " + assignments(columns) + " WHERE " + condition();
    }

    /** Takes what is added to each column, then generation and keys. */
    String add() {
        var sums = table.columns().stream()
                .map(column -> column + " = " + column + " + ?")
                .collect(joining(", "));
        return "UPDATE " + table.name() + " SET " + sums + " WHERE " + condition();
    }

    /** Takes generation, keys, columns. */
    String insert() {
        return "INSERT INTO " + table.name() + " (" + String.join(", ", all()) + ") VALUES (" + marks() + ")";
    }

    /** Takes generation and keys. */
    String delete() {
        return "DELETE FROM " + table.name() + " WHERE " + condition();
    }

    private String insertOnConflict() {
        var conflict = " ON CONFLICT (" + String.join(", ", keys()) + ") DO ";
        return insert()
                + conflict
                + (table.columns().isEmpty()
                        ? "NOTHING"
                        : "UPDATE SET "
                                + table.columns().stream()
                                        .map(column -> column + " = excluded." + column)
                                        .collect(joining(", ")));
    }

    private String merge() {
        return "MERGE INTO " + table.name() + " (" + String.join(", ", all()) + ") KEY (" + String.join(", ", keys())
                + ") VALUES (" + marks() + ")";
    }

    private String marks() {
        return String.join(", ", Collections.nCopies(all().size(), "?"));
    }

    private String condition() {
        return keys().stream().map(key -> key + " = ?").collect(joining(" AND "));
    }

    private static String assignments(List<String> columns) {
        return columns.stream().map(column -> column + " = ?").collect(joining(", "));
    }

    private List<String> keys() {
        return Stream.concat(Stream.of("generation"), table.keys().stream()).toList();
    }

    private List<String> all() {
        return Stream.concat(keys().stream(), table.columns().stream()).toList();
    }

    static boolean isPostgres(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                    dataSource, metaData -> metaData.getDatabaseProductName().startsWith("PostgreSQL"));
        } catch (MetaDataAccessException exception) {
            throw new IllegalStateException("The database does not say what it is", exception);
        }
    }
}
