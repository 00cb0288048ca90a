package dev.annals.campaign.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Costs;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.FactKind;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.store.TestStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long an operator waits who looks how far 100,000 players got that signed in ten times each, claims apart, beside
 * counting them all, which is what every look had cost before: {@code ./bench funnel}.
 */
class FunnelBench {

    private static final int PLAYERS = Integer.parseInt(System.getenv().getOrDefault("BENCH_PLAYERS", "100000"));
    private static final int TIMES = 10;
    private static final int LATER = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void aLookAtManyPlayers(String name, @TempDir Path folder) {
        var isH2 = name.equals("H2");
        try (var database = isH2 ? TestStores.h2File(folder) : TestStores.postgres()) {
            var store = new StepsOnStore(database);
            store.is(new CampaignDefinition(
                    "Spring",
                    "",
                    CampaignTimes.window("2026-03-01", "2026-03-14", "Asia/Seoul", 5),
                    new ConsecutiveLoginDays(7),
                    Visibility.PUBLIC));
            fill(store, isH2 ? "system_range(0, %d) AS s(n)" : "generate_series(0, %d) AS s(n)");
            store.seenUpTo = (long) PLAYERS * TIMES;

            var whole = Costs.once(store::steps);
            var again = Costs.of(store::steps);
            var index = store.seenUpTo;
            for (var n = 1; n <= LATER; n++)
                store.fact(
                        player(n * 7 % PLAYERS),
                        index + n,
                        FactKind.SIGN_IN,
                        Instant.parse("2026-03-12T12:00:00Z"),
                        null,
                        null);
            store.seenUpTo = index + LATER;
            var later = Costs.once(store::steps);

            print(
                    "%s, %d players, %d facts: everybody anew %.0f ms, a look %s, the first after %d more facts %.0f ms",
                    name, PLAYERS, PLAYERS * TIMES, whole, again, LATER, later);
            var steps = store.steps();
            assertThat(steps.started().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(PLAYERS);
            assertThat(steps).isEqualTo(store.stepsAnew());
        }
    }

    /** Each on ten days of twelve, most of them in a row. */
    private static void fill(StepsOnStore store, String series) {
        store.jdbc
                .sql("INSERT INTO player_fact_rows (generation, user_id, log_index, kind, event_id, happened_at)"
                        + " SELECT 1, cast(concat('00000000-0000-4000-8000-', lpad(cast(mod(n, " + PLAYERS
                        + ") AS varchar), 12, '0')) AS uuid), n + 1, 'SIGN_IN', concat('event-', n),"
                        + " CAST('2026-03-02 03:00:00+00' AS TIMESTAMP WITH TIME ZONE)"
                        + " + (n / " + PLAYERS
                        + " + CASE WHEN mod(n, 3) = 0 THEN 1 ELSE 0 END) * INTERVAL '1' DAY FROM "
                        + series.formatted(PLAYERS * TIMES - 1))
                .update();
        store.jdbc.sql("ANALYZE").update();
    }

    private static UUID player(int n) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(n));
    }

    private static void print(String format, Object... values) {
        System.out.println("FUNNEL " + String.format(Locale.ROOT, format, values));
    }
}
