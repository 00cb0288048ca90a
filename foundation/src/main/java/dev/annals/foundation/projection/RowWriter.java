package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ReadRows.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the changes of a batch: one JDBC batch per kind of statement, on the connection of the current transaction. */
final class RowWriter {

    private final ReadTable table;
    private final JdbcTemplate jdbc;
    private final ReadTableSql sql;

    RowWriter(ReadTable table, DataSource dataSource) {
        this.table = table;
        this.jdbc = new JdbcTemplate(dataSource);
        this.sql = new ReadTableSql(table, dataSource);
    }

    void write(int generation, Collection<Change> changes) {
        var puts = new ArrayList<@Nullable Object[]>();
        var removals = new ArrayList<@Nullable Object[]>();
        var sums = new ArrayList<Row>();
        var updates = new LinkedHashMap<List<String>, List<Change.Update>>();
        for (var change : changes) {
            switch (change) {
                case Change.Put(var row) -> puts.add(values(generation, row, table.columns()));
                case Change.Add(var row) -> sums.add(row);
                case Change.Remove(var row) -> removals.add(values(generation, row, List.of()));
                case Change.Update update ->
                    updates.computeIfAbsent(update.row().columnsBeside(table.keys()), columns -> new ArrayList<>())
                            .add(update);
            }
        }
        if (!puts.isEmpty()) jdbc.batchUpdate(sql.upsert(), puts);
        if (!removals.isEmpty()) jdbc.batchUpdate(sql.delete(), removals);
        if (!sums.isEmpty()) add(generation, sums);
        updates.forEach((columns, rows) -> update(generation, columns, rows));
    }

    /** Nobody else writes these rows meanwhile: all events of one are handled one after the other. */
    private void add(int generation, List<Row> sums) {
        var counts = jdbc.batchUpdate(
                sql.add(),
                sums.stream()
                        .map(row -> Stream.<@Nullable Object>concat(
                                        numbers(row),
                                        Stream.concat(Stream.of(generation), row.get(table.keys()).stream()))
                                .toArray())
                        .toList());
        var fresh = new ArrayList<@Nullable Object[]>();
        for (int at = 0; at < counts.length; at++) {
            var row = sums.get(at);
            if (counts[at] == 0)
                fresh.add(Stream.<@Nullable Object>concat(
                                Stream.of(generation), Stream.concat(row.get(table.keys()).stream(), numbers(row)))
                        .toArray());
        }
        if (!fresh.isEmpty()) jdbc.batchUpdate(sql.insert(), fresh);
    }

    private Stream<@Nullable Object> numbers(Row row) {
        return row.get(table.columns()).stream().map(number -> number == null ? 0L : number);
    }

    private void update(int generation, List<String> columns, List<Change.Update> updates) {
        var rows = updates.stream()
                .map(update -> Stream.<@Nullable Object>concat(
                                update.row().get(columns).stream(),
                                Stream.concat(Stream.of(generation), update.row().get(table.keys()).stream()))
                        .toArray())
                .toList();
        var counts = jdbc.batchUpdate(sql.update(columns), rows);
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] == 0 && updates.get(at).mustExist())
                throw new IllegalStateException("No row to change in " + table.name() + ", generation " + generation);
        }
    }

    private @Nullable Object[] values(int generation, Row row, List<String> columns) {
        return Stream.<@Nullable Object>concat(
                        Stream.of(generation), Stream.concat(row.get(table.keys()).stream(), row.get(columns).stream()))
                .toArray();
    }
}
