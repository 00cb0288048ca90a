package dev.annals.campaign;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories in twelve zones that change their clocks, around those changes, with late, repeated and shuffled
 * events: the evaluation says what a slow model says. {@code -Dannals.histories=100000} for more, {@code -Dannals.seed=…}
 * for the same ones again.
 *
 * <p>Seen red: days cut at midnight whatever the reset hour; a window that includes its end; a day that came back when
 * clocks went back over midnight; a run that went on over a missing day; the last sign-in of a day taken for its first.
 */
class RandomHistoriesTest {

    /** A zone, and a day near which its clocks change. */
    private static final Map<String, String> CHANGES = Map.ofEntries(
            Map.entry("America/New_York", "2026-03-08"),
            Map.entry("America/Santiago", "2026-04-04"),
            Map.entry("America/Havana", "2026-11-01"),
            Map.entry("America/St_Johns", "2007-11-04"),
            Map.entry("America/Sao_Paulo", "2018-11-04"),
            Map.entry("Europe/London", "2026-10-25"),
            Map.entry("Europe/Berlin", "2026-03-29"),
            Map.entry("Africa/Cairo", "2026-04-24"),
            Map.entry("Asia/Beirut", "2026-03-29"),
            Map.entry("Asia/Tehran", "2022-03-22"),
            Map.entry("Australia/Lord_Howe", "2026-10-04"),
            Map.entry("Pacific/Apia", "2011-12-30"));

    private static final int[] RESET_HOURS = {0, 1, 2, 3, 5, 23};
    private static final int WATCHED_DAYS = 60;

    private final long seed = Long.getLong("annals.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final List<String> zones = CHANGES.keySet().stream().sorted().toList();
    private final Map<String, NaiveModel> models = new HashMap<>();

    @Test
    void theEvaluationSaysWhatASlowModelSays() {
        var histories = Integer.getInteger("annals.histories", 20_000);
        var met = 0;
        for (var number = 0; number < histories; number++) if (compare(number)) met++;
        System.out.println(histories + " histories with -Dannals.seed=" + seed + ": " + met + " met their condition");
        assertThat(met).isBetween(histories / 10, histories * 9 / 10);
    }

    private boolean compare(int number) {
        var zone = zones.get(random.nextInt(zones.size()));
        var hour = RESET_HOURS[random.nextInt(RESET_HOURS.length)];
        var watched = LocalDate.parse(CHANGES.get(zone))
                .minusDays(WATCHED_DAYS / 2)
                .atStartOfDay(ZoneId.of("UTC"))
                .toInstant();
        var model = models.computeIfAbsent(
                zone + hour, missing -> new NaiveModel(ZoneId.of(zone), hour, watched, WATCHED_DAYS));
        var start = watched.plus(Duration.ofMinutes(random.nextInt(40 * 24 * 60)));
        var end = start.plus(Duration.ofMinutes(1 + random.nextInt(20 * 24 * 60)));
        var window = new CampaignWindow(start, end, ZoneId.of(zone), hour);
        var condition = condition(2);
        var facts = facts(start, end);
        var at = random.nextInt(4) == 0 ? moment(start, end) : end.plusSeconds(1);

        var progress = Evaluation.of(condition, window, facts, at);

        var about = "history %d of seed %d: %s in %s".formatted(number, seed, condition, window);
        for (var signIn : facts.signIns())
            assertThat(window.dayOf(signIn.at()).toEpochDay()).as(about).isEqualTo(model.dayOf(signIn.at()));
        assertThat(progress.metAt()).as(about).isEqualTo(model.metAt(condition, start, end, facts, at));
        assertThat(Evaluation.of(condition, window, shuffled(facts), at))
                .as(about)
                .isEqualTo(progress);
        assertThat(Evaluation.startedAt(condition, window, shuffled(facts), at))
                .as(about)
                .isEqualTo(model.startedAt(condition, start, end, facts, at));
        var early = Evaluation.of(condition, window, some(facts), at);
        if (early.isMet() && !progress.isMet()) throw new AssertionError("Unmet by what came late: " + about);
        if (progress.isMet())
            assertThat(Evaluation.of(condition, window, only(progress.counted(), facts), at)
                            .metAt())
                    .as("by its evidence alone, " + about)
                    .isEqualTo(progress.metAt());
        return progress.isMet();
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new LoginDays(1 + random.nextInt(6));
            case 1 -> new ConsecutiveLoginDays(1 + random.nextInt(5));
            case 2 -> new FriendsInvited(1 + random.nextInt(3));
            case 3 -> new ProfileCompleted();
            case 4 -> new AllOf(conditions(depth));
            default -> new AnyOf(conditions(depth));
        };
    }

    private List<Condition> conditions(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(each -> condition(depth - 1))
                .toList();
    }

    /** Sign-ins come in streaks, near the turn of the day more often than not. */
    private Facts facts(Instant start, Instant end) {
        var signIns = new ArrayList<Fact>();
        var next = moment(start, end);
        for (var count = random.nextInt(14); count > 0; count--) {
            signIns.add(new Fact("sign-in-" + count, next));
            next = random.nextInt(5) == 0
                    ? moment(start, end)
                    : next.plus(Duration.ofMinutes(22 * 60 + random.nextInt(4 * 60)));
            if (next.isAfter(end.plus(Duration.ofDays(1)))) next = moment(start, end);
        }
        var friends = IntStream.range(0, random.nextInt(4))
                .mapToObj(each -> new Fact("friend-" + each, moment(start, end)))
                .toList();
        var profile = IntStream.range(0, random.nextInt(3))
                .mapToObj(each -> span("profile-" + each, moment(start, end), moment(start, end)))
                .toList();
        return new Facts(signIns, friends, profile);
    }

    private Span span(String id, Instant one, Instant other) {
        var from = one.isBefore(other) ? one : other;
        return new Span(id, from, random.nextInt(3) == 0 ? null : from == one ? other : one);
    }

    /** Inside the window, at its edges, or up to a day outside. */
    private Instant moment(Instant start, Instant end) {
        return switch (random.nextInt(12)) {
            case 0 -> start;
            case 1 -> end;
            case 2 -> end.minusNanos(1_000);
            default -> {
                var day = Duration.ofDays(1).toSeconds();
                yield start.minusSeconds(day).plusSeconds((long)
                        (random.nextDouble() * (Duration.between(start, end).toSeconds() + 2 * day)));
            }
        };
    }

    private Facts shuffled(Facts facts) {
        return new Facts(shuffled(facts.signIns()), shuffled(facts.friends()), shuffled(facts.profile()));
    }

    private <T> List<T> shuffled(List<T> facts) {
        var mixed = new ArrayList<>(facts);
        for (var fact : facts) if (random.nextBoolean()) mixed.add(fact);
        Collections.shuffle(mixed, random);
        return mixed;
    }

    private Facts some(Facts facts) {
        return new Facts(some(facts.signIns()), some(facts.friends()), some(facts.profile()));
    }

    private <T> List<T> some(List<T> facts) {
        return facts.stream().filter(fact -> random.nextInt(3) > 0).toList();
    }

    private static Facts only(Evidence evidence, Facts facts) {
        return new Facts(
                facts.signIns().stream()
                        .filter(fact -> evidence.events().contains(fact.eventId()))
                        .toList(),
                facts.friends().stream()
                        .filter(fact -> evidence.events().contains(fact.eventId()))
                        .toList(),
                facts.profile().stream()
                        .filter(fact -> evidence.events().contains(fact.eventId()))
                        .toList());
    }
}
