package bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Numbers of several rounds, for people: the one in the middle, and how far they lie apart. */
record Figures(double median, double lowest, double highest) {

    static Figures of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figures(median, sorted[0], sorted[sorted.length - 1]);
    }

    static <T> Figures of(List<T> rounds, ToDoubleFunction<T> value) {
        return of(rounds.stream().mapToDouble(value).toArray());
    }

    /** {@code 0.61 (0.55–0.66)}. */
    String spread(String format) {
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, lowest, highest);
    }
}
