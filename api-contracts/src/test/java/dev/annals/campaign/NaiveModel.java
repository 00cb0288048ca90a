package dev.annals.campaign;

import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Facts.Fact;
import dev.annals.campaign.Facts.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The same rules once more, slowly and with nothing of ours: somebody watches the clock of the zone, minute by minute,
 * and strikes a day off when it turns. Whoever asks when a condition was met tries every instant.
 */
final class NaiveModel {

    private final Instant watchedFrom;
    private final int[] dayOfMinute;

    /** Watches a clock for so many days. */
    NaiveModel(ZoneId zone, int resetHour, Instant from, int days) {
        watchedFrom = from.minus(Duration.ofDays(3));
        dayOfMinute = new int[(days + 6) * 24 * 60];
        var latest = Long.MIN_VALUE;
        for (var minute = 0; minute < dayOfMinute.length; minute++) {
            var shown = LocalDateTime.ofInstant(watchedFrom.plusSeconds(60L * minute), zone);
            var day = shown.toLocalDate().toEpochDay() - (shown.getHour() < resetHour ? 1 : 0);
            latest = Math.max(latest, day);
            dayOfMinute[minute] = (int) latest;
        }
    }

    long dayOf(Instant instant) {
        return dayOfMinute[(int) Duration.between(watchedFrom, instant).toMinutes()];
    }

    /** When it was met, if it was by then. */
    @Nullable
    Instant metAt(Condition condition, Instant start, Instant end, Facts facts, Instant at) {
        var moments = new TreeSet<Instant>(List.of(start));
        facts.signIns().forEach(fact -> moments.add(fact.at()));
        facts.friends().forEach(fact -> moments.add(fact.at()));
        facts.profile().forEach(span -> moments.add(span.from()));
        for (var moment : moments) {
            if (moment.isBefore(start) || !moment.isBefore(end) || moment.isAfter(at)) continue;
            if (isMet(condition, start, moment, facts)) return moment;
        }
        return null;
    }

    /** Somebody has started where less would do: one day, one friend, any part. */
    @Nullable
    Instant startedAt(Condition condition, Instant start, Instant end, Facts facts, Instant at) {
        return metAt(easiest(condition), start, end, facts, at);
    }

    private static Condition easiest(Condition condition) {
        return switch (condition) {
            case LoginDays days -> new LoginDays(1);
            case ConsecutiveLoginDays row -> new LoginDays(1);
            case FriendsInvited invited -> new FriendsInvited(1);
            case ProfileCompleted completed -> completed;
            case AllOf all ->
                new AnyOf(all.conditions().stream().map(NaiveModel::easiest).toList());
            case AnyOf any ->
                new AnyOf(any.conditions().stream().map(NaiveModel::easiest).toList());
        };
    }

    private boolean isMet(Condition condition, Instant start, Instant now, Facts facts) {
        return switch (condition) {
            case LoginDays days -> days(start, now, facts).size() >= days.goal();
            case ConsecutiveLoginDays row -> hasRun(days(start, now, facts), row.goal());
            case FriendsInvited invited -> friends(start, now, facts) >= invited.goal();
            case ProfileCompleted completed -> wasComplete(start, now, facts);
            case AllOf all -> all.conditions().stream().allMatch(each -> isMet(each, start, now, facts));
            case AnyOf any -> any.conditions().stream().anyMatch(each -> isMet(each, start, now, facts));
        };
    }

    private Set<Long> days(Instant start, Instant now, Facts facts) {
        var days = new HashSet<Long>();
        for (var signIn : facts.signIns())
            if (!signIn.at().isBefore(start) && !signIn.at().isAfter(now)) days.add(dayOf(signIn.at()));
        return days;
    }

    private static boolean hasRun(Set<Long> days, int goal) {
        for (var first : days) {
            var length = 0;
            while (days.contains(first + length)) length++;
            if (length >= goal) return true;
        }
        return false;
    }

    private static int friends(Instant start, Instant now, Facts facts) {
        var ids = new HashSet<String>();
        for (Fact friend : facts.friends())
            if (!friend.at().isBefore(start) && !friend.at().isAfter(now)) ids.add(friend.eventId());
        return ids.size();
    }

    private static boolean wasComplete(Instant start, Instant now, Facts facts) {
        var moments = new ArrayList<>(List.of(start));
        for (Span span : facts.profile()) moments.add(span.from());
        for (var moment : moments)
            for (Span span : facts.profile())
                if (!moment.isBefore(start)
                        && !moment.isAfter(now)
                        && !moment.isBefore(span.from())
                        && (span.until() == null || moment.isBefore(span.until()))) return true;
        return false;
    }
}
