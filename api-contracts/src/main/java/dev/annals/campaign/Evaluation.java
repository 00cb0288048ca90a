package dev.annals.campaign;

import static java.util.Comparator.comparing;

import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Facts.Fact;
import dev.annals.campaign.Facts.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts in, progress out: the one place that says who has met a condition. Progress that is shown, claims, dry runs and
 * explanations all come from here. It looks at sets, so that facts may come late, twice or in any order.
 */
public final class Evaluation {

    private static final Comparator<Fact> BY_TIME = comparing(Fact::at).thenComparing(Fact::eventId);

    private final CampaignWindow window;
    private final Instant at;
    /** The first sign-in of each day. */
    private final SortedMap<LocalDate, Fact> days = new TreeMap<>();

    private final List<Fact> friends;
    private final List<Fact> profile;

    private Evaluation(CampaignWindow window, Facts facts, Instant at) {
        this.window = window;
        this.at = at;
        for (var signIn : facts.signIns())
            if (counts(signIn.at())) days.merge(window.dayOf(signIn.at()), signIn, Evaluation::earlier);
        friends = facts.friends().stream()
                .filter(friend -> counts(friend.at()))
                .distinct()
                .sorted(BY_TIME)
                .toList();
        profile = facts.profile().stream()
                .filter(this::counts)
                .map(span -> new Fact(span.eventId(), later(span.from(), window.start())))
                .sorted(BY_TIME)
                .limit(1)
                .toList();
    }

    /**
     * How far somebody is.
     *
     * @param at only what happened by then, and inside the window, counts
     */
    public static Progress of(Condition condition, CampaignWindow window, Facts facts, Instant at) {
        return new Evaluation(window, facts, at).of(condition).progress();
    }

    /**
     * Since when somebody has taken part: when the first fact that the condition looks at happened, whether it led to
     * anything or not. Absent for who did nothing of it. So it is a latch as well: who has lost a run has started all the
     * same.
     */
    public static @Nullable Instant startedAt(Condition condition, CampaignWindow window, Facts facts, Instant at) {
        return new Evaluation(window, facts, at).startedAt(condition);
    }

    private @Nullable Instant startedAt(Condition condition) {
        return switch (condition) {
            case LoginDays any -> firstOf(days.values());
            case ConsecutiveLoginDays row -> firstOf(days.values());
            case FriendsInvited invited -> firstOf(friends);
            case ProfileCompleted completed -> firstOf(profile);
            case AllOf all -> first(all.conditions());
            case AnyOf any -> first(any.conditions());
        };
    }

    private @Nullable Instant first(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(each -> Stream.ofNullable(startedAt(each)))
                .min(comparing(at -> at))
                .orElse(null);
    }

    private static @Nullable Instant firstOf(Collection<Fact> facts) {
        return facts.isEmpty() ? null : facts.iterator().next().at();
    }

    private Part of(Condition condition) {
        return switch (condition) {
            case LoginDays days -> counted(days, firstDays(days.goal()), days.goal());
            case ConsecutiveLoginDays row -> counted(row, run(row.goal()), row.goal());
            case FriendsInvited invited -> leaf(invited, first(friends, invited.goal()), List.of(), invited.goal());
            case ProfileCompleted completed -> leaf(completed, profile, List.of(), 1);
            case AllOf all -> all(all, all.conditions().stream().map(this::of).toList());
            case AnyOf any -> any(any, any.conditions().stream().map(this::of).toList());
        };
    }

    private Part counted(Condition condition, Collection<LocalDate> counted, int goal) {
        return leaf(condition, counted.stream().map(days::get).toList(), counted, goal);
    }

    private static Part leaf(Condition condition, List<Fact> facts, Collection<LocalDate> days, int goal) {
        var metAt = facts.size() < goal ? null : facts.getLast().at();
        return Part.of(condition, metAt, facts.size(), goal, days, facts, List.of());
    }

    private static Part all(AllOf all, List<Part> parts) {
        var times = parts.stream()
                .flatMap(part -> Stream.ofNullable(part.progress.metAt()))
                .sorted()
                .toList();
        var metAt = times.size() < parts.size() ? null : times.getLast();
        return Part.joining(all, metAt, times.size(), parts.size(), parts, parts);
    }

    /** What made it so is the part that was met first; as long as none is, all of them. */
    private static Part any(AnyOf any, List<Part> parts) {
        Part first = null;
        for (var part : parts) {
            var metAt = part.progress.metAt();
            if (metAt == null) continue;
            var before = first == null ? null : first.progress.metAt();
            if (before == null || metAt.isBefore(before)) first = part;
        }
        if (first == null) return Part.joining(any, null, 0, 1, parts, parts);
        return Part.joining(any, first.progress.metAt(), 1, 1, List.of(first), parts);
    }

    private List<LocalDate> firstDays(int goal) {
        return days.keySet().stream().limit(goal).toList();
    }

    /** The first run that is long enough; else the one that is under way today or was yesterday. */
    private List<LocalDate> run(int goal) {
        var run = new ArrayList<LocalDate>();
        for (var day : days.keySet()) {
            if (!run.isEmpty() && !run.getLast().plusDays(1).equals(day)) run.clear();
            run.add(day);
            if (run.size() == goal) return run;
        }
        return run.isEmpty() || run.getLast().isBefore(today().minusDays(1)) ? List.of() : run;
    }

    private LocalDate today() {
        return at.isBefore(window.end()) ? window.dayOf(at) : window.lastDay();
    }

    private boolean counts(Instant instant) {
        return window.contains(instant) && !instant.isAfter(at);
    }

    /** Whether it was so at some moment of the window that is over. */
    private boolean counts(Span span) {
        var from = later(span.from(), window.start());
        var until = span.until();
        return counts(from) && (until == null || from.isBefore(until));
    }

    private static List<Fact> first(List<Fact> facts, int goal) {
        return facts.subList(0, Math.min(goal, facts.size()));
    }

    private static Fact earlier(Fact one, Fact other) {
        return BY_TIME.compare(one, other) <= 0 ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Progress, and what counted with the times by which it is sorted. */
    private record Part(Progress progress, Collection<LocalDate> days, Collection<Fact> facts) {

        static Part of(
                Condition condition,
                @Nullable Instant metAt,
                int done,
                int goal,
                Collection<LocalDate> days,
                Collection<Fact> facts,
                List<Progress> parts) {
            var events = facts.stream().map(Fact::eventId).distinct().toList();
            var evidence = new Evidence(List.copyOf(days), events);
            return new Part(new Progress(condition, metAt, done, goal, evidence, parts), days, facts);
        }

        static Part joining(
                Condition condition, @Nullable Instant metAt, int done, int goal, List<Part> counted, List<Part> all) {
            var days = new TreeSet<LocalDate>();
            var facts = new TreeSet<Fact>(BY_TIME);
            for (var part : counted) {
                days.addAll(part.days);
                facts.addAll(part.facts);
            }
            return of(
                    condition,
                    metAt,
                    done,
                    goal,
                    days,
                    facts,
                    all.stream().map(Part::progress).toList());
        }
    }
}
