package dev.annals.session;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Days with a sign-in, counted in a time zone.
 *
 * @param current days in a row up to today; a day that is not over does not end a streak, so yesterday counts too
 * @param longest the most days in a row ever
 * @param from first day of the calendar
 * @param to last day of the calendar
 * @param days the days of the calendar on which somebody signed in
 */
public record Streak(ZoneId zone, int current, int longest, LocalDate from, LocalDate to, List<LocalDate> days) {}
