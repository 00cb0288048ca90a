package dev.annals.reward.query;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet only shows: what it would take for a formula is preceded by
 * an apostrophe.
 */
final class Csv {

    /** A spreadsheet begins to calculate at the first four, and skips the white space before them. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    private Csv() {}

    static String line(List<? extends @Nullable Object> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        if (value instanceof Number number) return number.toString();
        return '"' + harmless(value.toString()).replace("\"", "\"\"") + '"';
    }

    private static String harmless(String text) {
        var first = text.strip();
        var begins = (!text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0)
                || (!first.isEmpty() && BEGINS_A_FORMULA.indexOf(first.charAt(0)) >= 0);
        return begins ? "'" + text : text;
    }
}
