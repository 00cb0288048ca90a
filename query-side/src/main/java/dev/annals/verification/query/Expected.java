package dev.annals.verification.query;

import dev.annals.verification.Difference.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table as the log says they must be. A column that nobody gave a value must be empty: so a column that
 * the table got and this fold knows nothing of is noticed.
 */
final class Expected {

    private static final int FETCHED = 1_000;

    private final String table;
    private final List<String> keys;
    private final Set<String> unchecked = new HashSet<>(Set.of("generation"));
    private final Line.Columns columns = new Line.Columns();
    private final Map<List<@Nullable Object>, Line> lines = new HashMap<>();
    private final Map<String, Set<Object>> unexplained = new HashMap<>();
    private long lastOfInterest;

    Expected(String table, String... keys) {
        this.table = table;
        this.keys = List.of(keys);
    }

    /** Columns of which the log says nothing. */
    Expected unchecked(String... columns) {
        unchecked.addAll(List.of(columns));
        return this;
    }

    /** Rows with this value in that column may be there or not, whatever else they say. */
    Expected unexplained(String column, Object value) {
        unexplained.computeIfAbsent(column, first -> new HashSet<>()).add(value);
        return this;
    }

    String table() {
        return table;
    }

    /** The table's projection is concerned by this event. */
    void concernedBy(Logged logged) {
        lastOfInterest = logged.index();
    }

    /** The last event that concerns the table's projection. */
    long lastOfInterest() {
        return lastOfInterest;
    }

    /** Starts a row, forgetting what it was. */
    Line put(@Nullable Object... key) {
        var line = new Line(columns);
        lines.put(Values.of(key), line);
        return line;
    }

    /** The row, to be changed; one of its own where there is none, which the table will lack. */
    Line change(@Nullable Object... key) {
        return lines.computeIfAbsent(Values.of(key), missing -> new Line(columns));
    }

    @Nullable
    Line find(@Nullable Object... key) {
        return lines.get(Values.of(key));
    }

    void remove(@Nullable Object... key) {
        lines.remove(Values.of(key));
    }

    void removeAll(String column, Set<UUID> values) {
        if (!values.isEmpty())
            lines.values().removeIf(line -> line.get(column) instanceof UUID id && values.contains(id));
    }

    /** Compares with the stored rows and forgets the expected ones. */
    void compare(Connection store, Differences differences) throws SQLException {
        compare(store, differences, "");
    }

    /** Compares with those of the stored rows. */
    void compare(Connection store, Differences differences, String condition, long... parameters) throws SQLException {
        try (var statement = store.prepareStatement("SELECT * FROM " + table + " " + condition)) {
            statement.setFetchSize(FETCHED);
            for (var at = 0; at < parameters.length; at++) statement.setLong(at + 1, parameters[at]);
            var count = 0L;
            try (var row = statement.executeQuery()) {
                for (; row.next(); count++) compare(values(row), differences);
            }
            differences.lookedAt(table, count);
        }
        lines.forEach((key, line) -> {
            if (!line.isOptional()) differences.add(table, text(key), Kind.MISSING, List.of());
        });
        lines.clear();
    }

    private void compare(Map<String, @Nullable Object> actual, Differences differences) {
        var key = keys.stream().<@Nullable Object>map(actual::get).toList();
        var line = lines.remove(key);
        if (line == null) {
            if (!isUnexplained(actual)) differences.add(table, text(key), Kind.EXTRA, List.of());
            return;
        }
        var details = new ArrayList<String>();
        actual.forEach((column, value) -> {
            if (keys.contains(column) || unchecked.contains(column)) return;
            if (!Values.agree(line.get(column), value)) details.add(Values.difference(column, line.get(column), value));
        });
        if (!details.isEmpty()) differences.add(table, text(key), Kind.DIFFERENT, details);
    }

    private boolean isUnexplained(Map<String, @Nullable Object> actual) {
        return unexplained.entrySet().stream().anyMatch(of -> of.getValue().contains(actual.get(of.getKey())));
    }

    private static Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
        var values = new HashMap<String, @Nullable Object>();
        var about = row.getMetaData();
        for (var at = 1; at <= about.getColumnCount(); at++)
            values.put(about.getColumnLabel(at).toLowerCase(Locale.ROOT), Values.of(row.getObject(at)));
        return values;
    }

    private String text(List<@Nullable Object> key) {
        var parts = new ArrayList<String>();
        for (var at = 0; at < keys.size(); at++) parts.add(keys.get(at) + " " + key.get(at));
        return String.join(", ", parts);
    }
}
