package dev.annals.foundation.projection;

import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns and their values, the row's key among them. Values are turned into what the database stores. */
public final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Row() {}

    /** Starts with a column. */
    public static Row of(String column, @Nullable Object value) {
        return new Row().with(column, value);
    }

    /** Adds a column, or replaces it. */
    public Row with(String column, @Nullable Object value) {
        values.put(column, stored(value));
        return this;
    }

    Row with(Row later) {
        values.putAll(later.values);
        return this;
    }

    /** The same row with the sums of its numbers; what names it stays. */
    Row plus(Row later, List<String> keys) {
        var sum = new Row();
        values.forEach(sum.values::put);
        for (var column : later.columnsBeside(keys)) sum.values.put(column, number(column) + later.number(column));
        return sum;
    }

    private long number(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : 0;
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    List<@Nullable Object> get(List<String> columns) {
        return columns.stream().<@Nullable Object>map(values::get).toList();
    }

    /** The columns that were given, those of the key left out. */
    List<String> columnsBeside(List<String> keys) {
        return values.keySet().stream().filter(column -> !keys.contains(column)).toList();
    }

    private static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Personal personal -> personal.text();
            case UserId userId -> userId.value();
            case SessionId sessionId -> sessionId.value();
            case Actor actor -> actor.text();
            case Enum<?> word -> word.name();
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            default -> value;
        };
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
