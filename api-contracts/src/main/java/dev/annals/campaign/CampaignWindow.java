package dev.annals.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When a campaign runs, and where its days turn. A day starts at the first instant at which the clocks of the zone show
 * the reset hour of that date, or a later time where they skip it; where they show it twice, the first counts. So days
 * follow each other without a hole and no day ever comes back.
 *
 * @param start the first instant that belongs to the window
 * @param end the first instant that no longer does
 * @param resetHour the local hour at which a day starts, 0 to 23
 */
public record CampaignWindow(Instant start, Instant end, ZoneId zone, int resetHour) {

    /** Whether this instant lies inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** When this day starts. */
    public Instant startOf(LocalDate day) {
        var local = day.atTime(resetHour, 0);
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.of(local, zone).toInstant();
    }

    /** The last day that has started by then. */
    public LocalDate dayOf(Instant instant) {
        var day = LocalDate.ofInstant(instant, zone);
        while (startOf(day).isAfter(instant)) day = day.minusDays(1);
        while (!startOf(day.plusDays(1)).isAfter(instant)) day = day.plusDays(1);
        return day;
    }

    /** The day on which the window opens. */
    public LocalDate firstDay() {
        return dayOf(start);
    }

    /** The day on which the window closes. */
    public LocalDate lastDay() {
        return dayOf(end.minusNanos(1));
    }

    /** How many days the window touches. */
    public long lengthInDays() {
        return ChronoUnit.DAYS.between(firstDay(), lastDay()) + 1;
    }
}
