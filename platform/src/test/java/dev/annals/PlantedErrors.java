package dev.annals;

import java.sql.Date;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spoils a table of an H2 store in every way there is, each for as long as somebody looks at it. */
final class PlantedErrors {

    private final JdbcTemplate jdbc;
    private final String table;
    private final List<String> keys;
    private final Set<String> leftAlone;

    PlantedErrors(JdbcTemplate jdbc, String table, Set<String> leftAlone) {
        this.jdbc = jdbc;
        this.table = table;
        this.leftAlone = leftAlone;
        keys = primaryKey();
    }

    /** One row is gone. */
    void lost(Runnable look) {
        around(() -> jdbc.update("DELETE FROM " + table + " WHERE " + ofTheLast()), look);
    }

    /** One row is there that nobody wrote. */
    void invented(Runnable look) {
        var row = last();
        var key = keys.getLast();
        row.put(key, another(key, row.get(key)));
        // In some tables these must be unique as well.
        row.computeIfPresent("user_id", (column, value) -> another(column, value));
        row.computeIfPresent("hash", (column, value) -> another(column, value));
        row.computeIfPresent("game_user_id", (column, value) -> another(column, value));
        around(
                () -> jdbc.update(
                        "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                                + String.join(
                                        ", ",
                                        row.keySet().stream().map(column -> "?").toList()) + ")",
                        row.values().toArray()),
                look);
    }

    /** One column of one row is another, each in turn. */
    void changed(Consumer<String> look) {
        var row = last();
        for (var column : row.keySet()) {
            if (keys.contains(column) || leftAlone.contains(column) || leftAlone.contains(table + "." + column))
                continue;
            around(
                    () -> jdbc.update(
                            "UPDATE " + table + " SET " + column + " = ? WHERE " + ofTheLast(),
                            another(column, row.get(column))),
                    () -> look.accept(column));
        }
    }

    /** Any statement. */
    void with(String sql, Runnable look) {
        around(() -> jdbc.update(sql), look);
    }

    private void around(Runnable spoil, Runnable look) {
        jdbc.execute("CREATE TABLE spoilt AS SELECT * FROM " + table);
        try {
            spoil.run();
            look.run();
        } finally {
            jdbc.execute("DELETE FROM " + table);
            jdbc.execute("INSERT INTO " + table + " SELECT * FROM spoilt");
            jdbc.execute("DROP TABLE spoilt");
        }
    }

    private Map<String, @Nullable Object> last() {
        return jdbc.queryForList("SELECT * FROM " + table + order() + " LIMIT 1")
                .getFirst();
    }

    private String ofTheLast() {
        var columns = String.join(", ", keys);
        return "(" + columns + ") = (SELECT " + columns + " FROM " + table + order() + " LIMIT 1)";
    }

    private String order() {
        // Of an erased user nobody can say any more which names are his.
        var known = table.equals("reservation") ? "user_id IN (SELECT user_id FROM erasure), " : "";
        return " ORDER BY " + known + String.join(" DESC, ", keys) + " DESC";
    }

    private @Nullable Object another(String column, @Nullable Object value) {
        return switch (value) {
            case Boolean flag -> !flag;
            case UUID id -> UUID.randomUUID();
            case Long number -> number + 1_000_000;
            case Integer number -> number + 1_000_000;
            case OffsetDateTime time -> time.plusSeconds(1);
            case Date date -> Date.valueOf(date.toLocalDate().plusDays(1));
            case String status when column.equals("status") -> status.equals("ACTIVE") ? "BLOCKED" : "ACTIVE";
            case String text -> text.substring(0, Math.min(text.length(), 10)) + "Z";
            case null -> of(column);
            default -> throw new IllegalStateException(column + " is a " + value.getClass());
        };
    }

    private Object of(String column) {
        var type = jdbc.queryForObject(
                "SELECT upper(data_type) FROM information_schema.columns WHERE table_name = ? AND column_name = ?",
                String.class,
                table,
                column);
        return switch (String.valueOf(type)) {
            case "UUID" -> UUID.randomUUID();
            case "BOOLEAN" -> true;
            case "INTEGER", "BIGINT" -> 7;
            case "DATE" -> Date.valueOf("2026-05-03");
            case "TIMESTAMP WITH TIME ZONE" -> OffsetDateTime.parse("2026-05-03T12:00:00Z");
            default -> "Z";
        };
    }

    private List<String> primaryKey() {
        var columns = new ArrayList<String>();
        jdbc.query(
                """
                SELECT k.column_name FROM information_schema.table_constraints c
                  JOIN information_schema.key_column_usage k
                    ON k.constraint_name = c.constraint_name AND k.table_name = c.table_name
                 WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_name = ? ORDER BY k.ordinal_position""",
                row -> {
                    columns.add(row.getString(1).toLowerCase(Locale.ROOT));
                },
                table);
        return columns;
    }
}
