package dev.annals.campaign.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.FactKind;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.store.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counting what came since is the same as counting everything.
 *
 * <p>Red: the place of the highest fact kept instead of that up to which all are there (a late fact was lost); players that
 * were counted not judged again; an edit that changes what counts not noticed.
 */
@ParameterizedClass
@ValueSource(strings = {"H2", "PostgreSQL"})
class StepCounterTest {

    private static final UUID MINA = new UUID(5, 1);
    private static final UUID HANA = new UUID(5, 2);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final HikariDataSource database;
    private final StepsOnStore store;

    StepCounterTest(String name) {
        database = name.equals("H2") ? TestStores.h2() : TestStores.postgres();
        store = new StepsOnStore(database);
        store.is(campaign("2026-03-01", "2026-03-31", new LoginDays(2)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoComesBackMovesOn() {
        signedIn(MINA, 1, 0);
        signedIn(HANA, 2, 0);
        store.seenUpTo = 2;
        assertThat(store.steps().started()).isEqualTo(Map.of(FIRST, 2L));
        assertThat(store.steps().qualified()).isEmpty();

        signedIn(HANA, 3, 4);
        store.seenUpTo = 3;

        assertThat(store.steps().started()).isEqualTo(Map.of(FIRST, 2L));
        assertThat(store.steps().qualified()).isEqualTo(Map.of(FIRST.plusDays(4), 1L));
    }

    @Test
    void whatIsHeardOfLateCountsAsIfItHadBeenHeardOfAtOnce() {
        signedIn(MINA, 1, 3);
        signedIn(HANA, 9, 3);
        store.seenUpTo = 4;
        assertThat(store.steps().started()).isEqualTo(Map.of(FIRST.plusDays(3), 2L));

        signedIn(MINA, 5, 1);
        store.seenUpTo = 9;

        assertThat(store.steps().started()).isEqualTo(Map.of(FIRST.plusDays(1), 1L, FIRST.plusDays(3), 1L));
        assertThat(store.steps().qualified()).isEqualTo(Map.of(FIRST.plusDays(3), 1L));
        assertThat(store.steps()).isEqualTo(store.stepsAnew());
    }

    @Test
    void theSameDayTwiceIsOneDay() {
        signedIn(MINA, 1, 0);
        signedIn(MINA, 2, 0);
        store.seenUpTo = 2;
        store.steps();
        signedIn(MINA, 3, 0);
        store.seenUpTo = 3;

        assertThat(store.steps().qualified()).isEmpty();
    }

    @Test
    void anEditThatWidensCountsEverybodyAnew() {
        signedIn(MINA, 1, -5);
        signedIn(HANA, 2, 0);
        store.seenUpTo = 2;
        store.steps();

        store.is(campaign("2026-02-20", "2026-03-31", new LoginDays(1)));

        assertThat(store.steps().qualified()).isEqualTo(Map.of(FIRST.minusDays(5), 1L, FIRST, 1L));
    }

    @Test
    void factsThatWereMadeAnewAreCountedAnew() {
        signedIn(MINA, 1, 0);
        store.seenUpTo = 1;
        store.steps();

        store.jdbc
                .sql("UPDATE projection_generation SET live = 2 WHERE projection = 'player-fact'")
                .update();

        assertThat(store.steps().started()).as("the new ones are empty").isEmpty();
    }

    @Test
    void aCampaignThatHasNotBegunHasNoSteps() {
        store.fact(MINA, 1, FactKind.PROFILE, Instant.parse("2026-01-01T12:00:00Z"), true, true);
        store.seenUpTo = 1;
        store.is(campaign("2090-03-01", "2090-03-31", new ProfileCompleted()));
        assertThat(store.steps().started()).isEmpty();

        store.is(campaign("2026-03-01", "2026-03-31", new ProfileCompleted()));
        assertThat(store.steps().qualified()).isEqualTo(Map.of(FIRST, 1L));
    }

    /** In any order, with gaps that fill later, each looked at in between. */
    @Test
    void randomHistoriesAreCountedAsIfAtOnce() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var condition = new AnyOf(List.of(new ConsecutiveLoginDays(3), new ProfileCompleted()));
        store.is(campaign("2026-03-01", "2026-03-31", condition));
        var indexes = new ArrayList<>(LongStream.rangeClosed(1, 400).boxed().toList());
        // Nearly in order, as transactions commit.
        for (var at = 0; at + 8 <= indexes.size(); at += 8) Collections.shuffle(indexes.subList(at, at + 8), random);
        var missing = new java.util.TreeSet<>(indexes);
        for (var index : indexes) {
            var user = new UUID(6, random.nextInt(25));
            var at = Instant.parse("2026-02-25T00:00:00Z").plus(Duration.ofHours(random.nextInt(40 * 24)));
            if (random.nextInt(10) > 0) store.fact(user, index, FactKind.SIGN_IN, at, null, null);
            else store.fact(user, index, FactKind.PROFILE, at, random.nextBoolean(), random.nextBoolean());
            missing.remove(index);
            store.seenUpTo = missing.isEmpty() ? 400 : missing.getFirst() - 1;
            if (random.nextInt(5) == 0) store.steps();
        }

        assertThat(store.steps()).as("seed %d", seed).isEqualTo(store.stepsAnew());
        assertThat(store.steps().qualified()).isNotEmpty();
    }

    private void signedIn(UUID user, long index, int day) {
        var at = FIRST.plusDays(day).atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
        store.fact(user, index, FactKind.SIGN_IN, at, null, null);
    }

    private static CampaignDefinition campaign(String from, String to, Condition condition) {
        return new CampaignDefinition(
                "Spring", "", CampaignTimes.window(from, to, "UTC", 0), condition, Visibility.PUBLIC);
    }
}
