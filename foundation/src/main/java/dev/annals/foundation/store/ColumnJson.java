package dev.annals.foundation.store;

import tools.jackson.databind.json.JsonMapper;

/** Values of ours that stand as JSON in one column of a table: camelCase and ISO 8601, as in the log. */
public final class ColumnJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ColumnJson() {}

    /** The text for the column. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value that {@link #write} wrote. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
