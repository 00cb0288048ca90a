package dev.annals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Everything a platform has written down: each table whole, and each file beside them. */
final class Traces {

    private Traces() {}

    /** Where each text stands in clear: names of tables and files. Upper and lower case are the same. */
    static Map<String, List<String>> of(Iterable<String> texts, DataSource database, Path folder) {
        var places = new HashMap<String, List<String>>();
        places(database, folder).forEach((place, content) -> {
            for (var text : texts)
                if (content.contains(text.toLowerCase(Locale.ROOT)))
                    places.computeIfAbsent(text, none -> new ArrayList<>()).add(place);
        });
        return places;
    }

    /** The content of each place in lower case. */
    static Map<String, String> places(DataSource database, Path folder) {
        var places = new HashMap<String, String>();
        try (var connection = database.getConnection()) {
            for (var table : tables(connection)) places.put("table " + table, rows(connection, table));
            if (connection.getMetaData().getURL().startsWith("jdbc:h2:"))
                connection.createStatement().execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                places.put(
                        "file " + file.getFileName(),
                        new String(Files.readAllBytes(file), ISO_8859_1).toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                var schema = rows.getString("TABLE_SCHEM");
                if (!List.of("information_schema", "pg_catalog").contains(schema.toLowerCase(Locale.ROOT)))
                    tables.add("\"" + schema + "\".\"" + rows.getString("TABLE_NAME") + "\"");
            }
        }
        return tables;
    }

    private static String rows(Connection connection, String table) throws SQLException {
        var text = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next())
                for (var column = 1; column <= columns; column++)
                    text.append(cell(rows, column)).append('\n');
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static String cell(ResultSet rows, int column) throws SQLException {
        var value = rows.getObject(column);
        return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(rows.getString(column));
    }
}
