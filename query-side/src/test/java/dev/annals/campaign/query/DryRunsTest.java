package dev.annals.campaign.query;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.DryRun;
import dev.annals.campaign.DryRun.State;
import dev.annals.campaign.Facts;
import dev.annals.campaign.Facts.Fact;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.store.TestStores;
import dev.annals.shared.CommandRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A dry run that is stopped in its middle, by whoever wished it or because its process ends.
 *
 * <p>Red: one that waited for half a minute was taken for dead; those that waited when the process ended waited for ever.
 */
class DryRunsTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final CampaignWindow WINDOW = CampaignTimes.window("2026-10-01", "2026-10-31", "UTC", 0);
    private static final CampaignDefinition ONE_DAY =
            new CampaignDefinition("Spring", "", WINDOW, new LoginDays(1), Visibility.PUBLIC);

    private final HikariDataSource database = TestStores.h2();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DryRunTable table = new DryRunTable(jdbc);
    private final Pages pages = new Pages();
    private final DryRuns runs = new DryRuns(pages, table);

    @AfterEach
    void close() throws InterruptedException {
        runs.stop();
        database.close();
    }

    @Test
    void allPagesAreLookedAt() {
        var run = request();
        pages.turns.release(3);

        await().until(() -> state(run) == State.DONE);
        assertThat(find(run).qualified()).isEqualTo(3);
        assertThat(find(run).seen()).isEqualTo(3);
        assertThat(find(run).days()).hasSize(1);
    }

    @Test
    void whoeverWishesStopsItAtTheNextPage() {
        var run = request();
        pages.turns.release();
        await().until(() -> find(run).seen() == 1);

        table.cancel(SPRING, run);
        pages.turns.release();

        await().until(() -> state(run) == State.CANCELLED);
        assertThat(find(run).seen()).isEqualTo(2);
        assertThat(find(run).qualified()).as("what it had counted").isEqualTo(2);
        assertThat(pages.asked.get()).as("pages").isEqualTo(2);
    }

    @Test
    void theNextOneBeginsWhenOneWasStopped() {
        var first = request();
        var second = request();
        pages.turns.release();
        await().until(() -> find(first).seen() == 1);
        assertThat(state(second)).isEqualTo(State.WAITING);

        table.cancel(SPRING, first);
        pages.turns.release(10);

        await().until(() -> state(second) == State.DONE);
        assertThat(state(first)).isEqualTo(State.CANCELLED);
    }

    @Test
    void aProcessThatEndsSaysSoOfTheOneThatRunsAndOfThoseThatWait() throws InterruptedException {
        var runsNow = request();
        var waits = request();
        pages.turns.release();
        await().until(() -> find(runsNow).seen() == 1);

        runs.stop();

        assertThat(state(runsNow)).isEqualTo(State.INTERRUPTED);
        assertThat(state(waits)).isEqualTo(State.INTERRUPTED);
        var again = new DryRuns(pages, table);
        pages.turns.release(10);
        var another = again.request(SPRING, ONE_DAY, WINDOW);
        await().until(() -> state(another) == State.DONE);
        again.stop();
    }

    @Test
    void aProcessThatWasKilledIsKnownByItsSilence() {
        var run = request();
        pages.turns.release();
        await().until(() -> state(run) == State.RUNNING);

        var later = Instant.now().plusSeconds(31);

        assertThat(table.find(SPRING, run, later).orElseThrow().state()).isEqualTo(State.INTERRUPTED);
    }

    @Test
    void whoWaitsForLongIsNotTakenForDead() {
        var first = request();
        var waits = request();
        await().until(() -> pages.asked.get() == 1);
        jdbc.sql("UPDATE dry_run SET alive_at = alive_at - INTERVAL '60' SECOND WHERE dry_run_id = ?")
                .param(waits)
                .update();

        pages.turns.release();

        await().atMost(ofSeconds(10)).until(() -> find(first).seen() == 1);
        assertThat(state(waits)).isEqualTo(State.WAITING);
    }

    @Test
    void moreThanTenDoNotWait() {
        request();
        await().until(() -> pages.asked.get() == 1);
        for (var n = 0; n < 10; n++) request();

        assertThatThrownBy(this::request)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(CampaignRefusal.TOO_MANY_DRY_RUNS));
        assertThat(jdbc.sql("SELECT count(*) FROM dry_run WHERE state = 'WAITING'")
                        .query(Long.class)
                        .single())
                .isBetween(10L, 11L);
    }

    @Test
    void oneThatFailsSaysSo() {
        pages.fails = true;
        var run = request();
        pages.turns.release();

        await().until(() -> state(run) == State.INTERRUPTED);
    }

    private UUID request() {
        return runs.request(SPRING, ONE_DAY, WINDOW);
    }

    private State state(UUID run) {
        return find(run).state();
    }

    private DryRun find(UUID run) {
        return table.find(SPRING, run, Instant.now()).orElseThrow();
    }

    /** Three users who qualify, a page each, as soon as the test allows the next one. */
    private final class Pages extends PastFacts {

        private final Semaphore turns = new Semaphore(0);
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean fails;

        Pages() {
            super(jdbc);
        }

        @Override
        long users() {
            return 3;
        }

        @Override
        @Nullable
        FactPage after(@Nullable UUID last, CampaignWindow window) {
            var number = last == null ? 1 : last.getLeastSignificantBits() + 1;
            if (number > 3) return null;
            asked.incrementAndGet();
            try {
                turns.acquire();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (fails) throw new IllegalStateException("A test");
            var user = new UUID(0, number);
            var signIn = new Fact("sign-in", Instant.parse("2026-10-03T12:00:00Z"));
            return new FactPage(Map.of(user, new Facts(List.of(signIn), List.of(), List.of())), user);
        }
    }
}
