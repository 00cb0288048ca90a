package dev.annals;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** How long a question takes, in milliseconds: the middle of some, the shortest and the longest. */
public record Costs(double middle, double shortest, double longest) {

    private static final int TIMES = 15;

    public static Costs of(Supplier<?> question) {
        for (var n = 0; n < 5; n++) question.get();
        var millis = new double[TIMES];
        for (var n = 0; n < TIMES; n++) millis[n] = once(question);
        Arrays.sort(millis);
        return new Costs(millis[TIMES / 2], millis[0], millis[TIMES - 1]);
    }

    /** Without warming up. */
    public static double once(Supplier<?> question) {
        var started = System.nanoTime();
        question.get();
        return (System.nanoTime() - started) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f ms (%.1f–%.1f)", middle, shortest, longest);
    }
}
