package dev.annals.verification.query;

import dev.annals.verification.Difference;
import dev.annals.verification.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what is wrong: the first ones of each table, and how many there are. */
final class Differences {

    private static final int KEPT_PER_TABLE = 100;

    private final List<Difference> kept = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Long> rows = new TreeMap<>();
    private long total;

    void add(String table, String key, Kind kind, List<String> details) {
        total++;
        if (counts.merge(table, 1, Integer::sum) <= KEPT_PER_TABLE)
            kept.add(new Difference(table, key, kind, List.copyOf(details)));
    }

    void lookedAt(String table, long count) {
        rows.merge(table, count, Long::sum);
    }

    List<Difference> kept() {
        return List.copyOf(kept);
    }

    Map<String, Long> rows() {
        return Map.copyOf(rows);
    }

    long total() {
        return total;
    }
}
