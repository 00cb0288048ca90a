package dev.annals.verification;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a comparison with the log found.
 *
 * @param events how many events there are
 * @param head the last one's place
 * @param rows how many rows of each table were looked at
 * @param behind read tables that had not seen the head yet
 * @param differences the first ones of each table
 * @param total how many differences there are in all
 */
public record Findings(
        long events, long head, Map<String, Long> rows, Set<String> behind, List<Difference> differences, long total) {

    /** Whether what is kept is what the log says. */
    public boolean areNone() {
        return total == 0;
    }

    /** Whether the only tables that differ are read tables on their way. */
    public boolean mayPass() {
        return differences.stream().map(Difference::table).allMatch(behind::contains);
    }

    /** The differences of some tables. */
    public List<Difference> in(Collection<String> tables) {
        return differences.stream()
                .filter(difference -> tables.contains(difference.table()))
                .toList();
    }
}
