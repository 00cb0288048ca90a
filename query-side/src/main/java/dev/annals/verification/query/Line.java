package dev.annals.verification.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row as the log says it must be: as small as it can be kept, for there is one of each session there ever was. */
final class Line {

    /** Where each column of a table stands in its rows. */
    static final class Columns {

        private final Map<String, Integer> places = new HashMap<>();

        private int place(String column) {
            return places.computeIfAbsent(column, first -> places.size());
        }
    }

    private static final Object[] NONE = {};

    private final Columns columns;
    private @Nullable Object[] values = NONE;
    private boolean optional;

    Line(Columns columns) {
        this.columns = columns;
    }

    Line with(String column, @Nullable Object value) {
        var place = columns.place(column);
        if (place >= values.length) values = Arrays.copyOf(values, Math.max(place + 1, columns.places.size()));
        values[place] = Values.kept(column, Values.of(value));
        return this;
    }

    /** What the row says in that column, a long text as its fingerprint. */
    @Nullable
    Object get(String column) {
        var place = columns.place(column);
        return place < values.length ? values[place] : null;
    }

    /** The row may as well be gone. */
    Line optional() {
        optional = true;
        return this;
    }

    boolean isOptional() {
        return optional;
    }
}
