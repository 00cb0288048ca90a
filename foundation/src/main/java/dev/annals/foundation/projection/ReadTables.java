package dev.annals.foundation.projection;

import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Whole generations of read tables: how they differ, and how they go. The table of a projection is named after it. */
final class ReadTables {

    /**
     * What two generations say.
     *
     * @param missing rows, or what they say, that only the first has
     * @param added rows, or what they say, that only the second has
     */
    record Comparison(long before, long after, long missing, long added) {

        boolean isSame() {
            return missing == 0 && added == 0;
        }

        @Override
        public String toString() {
            return before + " rows before, " + after + " after; "
                    + (isSame() ? "all the same." : missing + " only before, " + added + " only after.");
        }
    }

    private static final int SWEEP = 5_000;

    private final JdbcTemplate jdbc;
    private final String rowId;

    ReadTables(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.rowId = ReadTableSql.isPostgres(dataSource) ? "ctid" : "_rowid_";
    }

    static String tableOf(String projection) {
        return projection.replace('-', '_') + "_rows";
    }

    /** Row by row and column by column. */
    Comparison compare(String projection, int before, int after) {
        var rows = "SELECT " + String.join(", ", columns(projection)) + " FROM " + tableOf(projection)
                + " WHERE generation = ?";
        var difference = "SELECT count(*) FROM (" + rows + " EXCEPT " + rows + ") AS difference";
        return new Comparison(
                count(projection, before),
                count(projection, after),
                number(difference, before, after),
                number(difference, after, before));
    }

    private long count(String projection, int generation) {
        return number("SELECT count(*) FROM " + tableOf(projection) + " WHERE generation = ?", generation);
    }

    private long number(String sql, Object... parameters) {
        Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }

    private List<String> columns(String projection) {
        ResultSetExtractor<List<String>> names = rows -> {
            var about = rows.getMetaData();
            return IntStream.rangeClosed(1, about.getColumnCount())
                    .mapToObj(column -> name(about, column))
                    .filter(name -> !name.equals("generation"))
                    .toList();
        };
        var found = jdbc.query("SELECT * FROM " + tableOf(projection) + " WHERE 1 = 0", names);
        if (found == null || found.isEmpty()) throw new IllegalStateException("No columns in " + tableOf(projection));
        return found;
    }

    private static String name(java.sql.ResultSetMetaData about, int column) {
        try {
            return about.getColumnName(column);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes some rows of a generation, and its place; true when none is left. */
    boolean sweep(String projection, int generation) {
        jdbc.update("DELETE FROM processor_token WHERE processor_name = ?", Generations.name(projection, generation));
        jdbc.update("DELETE FROM parked_event WHERE projection = ? AND generation = ?", projection, generation);
        var table = tableOf(projection);
        return jdbc.update(
                        "DELETE FROM " + table + " WHERE " + rowId + " IN (SELECT " + rowId + " FROM " + table
                                + " WHERE generation = ? FETCH FIRST " + SWEEP + " ROWS ONLY)",
                        generation)
                < SWEEP;
    }
}
