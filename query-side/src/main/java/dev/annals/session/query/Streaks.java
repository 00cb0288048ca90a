package dev.annals.session.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the set of days with a sign-in says. Only the set counts: duplicates, lateness and order of the sign-ins change
 * nothing, and days are days of the calendar, however long a change of clocks makes them.
 */
final class Streaks {

    private final NavigableSet<LocalDate> days;

    private Streaks(NavigableSet<LocalDate> days) {
        this.days = days;
    }

    /** The days on which these instants fall in that zone. */
    static Streaks of(Collection<Instant> instants, ZoneId zone) {
        return new Streaks(instants.stream()
                .map(at -> LocalDate.ofInstant(at, zone))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Days in a row that end today, or yesterday as long as today can still continue them. */
    int current(LocalDate today) {
        return endingOn(days.contains(today) ? today : today.minusDays(1));
    }

    /** The most days in a row. */
    int longest() {
        int longest = 0;
        int run = 0;
        LocalDate next = LocalDate.MIN;
        for (var day : days) {
            run = day.equals(next) ? run + 1 : 1;
            next = day.plusDays(1);
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The days from one to another, both included, in order. */
    List<LocalDate> between(LocalDate from, LocalDate to) {
        return from.isAfter(to) ? List.of() : List.copyOf(days.subSet(from, true, to, true));
    }

    private int endingOn(LocalDate last) {
        int run = 0;
        for (var day = last; days.contains(day); day = day.minusDays(1)) run++;
        return run;
    }
}
