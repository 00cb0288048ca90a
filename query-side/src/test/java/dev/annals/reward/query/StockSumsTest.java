package dev.annals.reward.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Costs;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.StockThen;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stock of any moment after many movements: the same as summing them all, and what each way costs
 * ({@code ./bench stock}, after 100,000).
 *
 * <p>Red: a stretch left out, one counted twice, the movement at the place itself counted.
 */
class StockSumsTest {

    private static final boolean MEASURES = System.getenv("BENCH_MOVEMENTS") != null;
    private static final int MOVEMENTS = Integer.parseInt(System.getenv().getOrDefault("BENCH_MOVEMENTS", "10000"));
    /** Each movement is one event of so many; where nothing is measured they go far enough for every stretch to be needed. */
    private static final int ONE_OF = MEASURES ? 7 : 2_003;

    private static final UUID HAT = new UUID(1, 1);
    private static final UUID SCARF = new UUID(1, 2);
    private static final String ALL = """
            SELECT coalesce(sum(CASE WHEN movement = 'OPENED' THEN quantity END), 0),
                   coalesce(sum(CASE WHEN movement = 'RESTOCKED' THEN quantity END), 0),
                   coalesce(-sum(CASE WHEN movement = 'CLAIMED' THEN quantity END), 0),
                   coalesce(sum(CASE WHEN movement = 'RETURNED' THEN quantity END), 0),
                   coalesce(-sum(CASE WHEN movement = 'RETIRED' THEN quantity END), 0),
                   coalesce(sum(quantity), 0)
            FROM stock_ledger WHERE reward_id = :reward AND log_index < :before""";

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void anyMomentIsWhatTheMovementsUntilThenComeTo(String name) {
        var isH2 = name.equals("H2");
        try (var database = isH2 ? TestStores.h2() : TestStores.postgres()) {
            fill(database, isH2 ? "system_range(1, %d) AS s(n)" : "generate_series(1, %d) AS s(n)");
            var jdbc = JdbcClient.create(database);
            var sums = new StockSums(jdbc);
            var seed = new Random().nextLong();
            var random = new Random(seed);
            var last = (long) MOVEMENTS * ONE_OF;

            for (var n = 0; n < 25; n++) {
                var index = n == 0 ? last + 1 : 1 + random.nextLong(last);
                assertThat(sums.before(HAT, index))
                        .as("seed %d, %d", seed, index)
                        .isEqualTo(all(jdbc, index));
            }
            for (var index :
                    new long[] {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 131_072, 16_777_215, 16_777_216, 16_777_217
                    }) assertThat(sums.before(HAT, index)).as("%d", index).isEqualTo(all(jdbc, index));
            assertThat(sums.now(HAT)).isEqualTo(all(jdbc, last + 1));
            assertThat(sums.left(List.of(HAT, SCARF)))
                    .containsEntry(HAT, all(jdbc, last + 1).available())
                    .containsEntry(SCARF, 5L);

            if (MEASURES) measure(name, jdbc);
        }
    }

    private static void measure(String name, JdbcClient jdbc) {
        var sums = new StockSums(jdbc);
        var random = new Random();
        var last = (long) MOVEMENTS * ONE_OF;
        var before = Costs.of(() -> all(jdbc, 1 + random.nextLong(last)));
        var now = Costs.of(() -> sums.before(HAT, 1 + random.nextLong(last)));
        var end = Costs.of(() -> all(jdbc, last));
        System.out.println("STOCK "
                + String.format(
                        Locale.ROOT,
                        "%s, %d movements: any moment %s, by summing the movements %s (the last moment %s)",
                        name,
                        MOVEMENTS,
                        now,
                        before,
                        end));
    }

    @Test
    void whatNeverMovedIsNothing() {
        try (var database = TestStores.h2()) {
            assertThat(new StockSums(JdbcClient.create(database)).before(HAT, 1_000))
                    .isEqualTo(new StockThen(0, 0, 0, 0, 0, 0));
        }
    }

    private static StockThen all(JdbcClient jdbc, long before) {
        return jdbc.sql(ALL)
                .param("reward", HAT)
                .param("before", before)
                .query((row, number) -> new StockThen(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .single();
    }

    /** As the two projections would leave it; that they do is seen elsewhere. */
    private static void fill(DataSource database, String series) {
        var jdbc = JdbcClient.create(database);
        var numbers = series.formatted(MOVEMENTS);
        jdbc.sql(
                        "INSERT INTO stock_ledger_rows (generation, log_index, event_id, reward_id, movement, quantity, claim_id,"
                                + " by_actor, happened_at) SELECT 1, n * " + ONE_OF + ", concat('event-', n), '" + HAT
                                + "', CASE WHEN n = 1 THEN 'OPENED' WHEN mod(n, 97) = 0 THEN 'RETURNED'"
                                + " WHEN mod(n, 4999) = 0 THEN 'RESTOCKED' ELSE 'CLAIMED' END,"
                                + " CASE WHEN n = 1 THEN 1000000 WHEN mod(n, 97) = 0 THEN 1 WHEN mod(n, 4999) = 0 THEN 50 ELSE -1 END,"
                                + " NULL, 'user:test', CURRENT_TIMESTAMP FROM " + numbers)
                .update();
        jdbc.sql(
                        "INSERT INTO stock_ledger_rows (generation, log_index, event_id, reward_id, movement, quantity, by_actor,"
                                + " happened_at) VALUES (1, 1, 'first', '" + SCARF
                                + "', 'OPENED', 5, 'user:test', CURRENT_TIMESTAMP)")
                .update();
        for (var width : new int[] {8, 16, 24})
            jdbc.sql("INSERT INTO stock_sum_rows (generation, reward_id, width, place, opened, restocked, claimed,"
                            + " returned, retired) SELECT 1, reward_id, " + width + ", place,"
                            + " sum(CASE WHEN movement = 'OPENED' THEN quantity ELSE 0 END),"
                            + " sum(CASE WHEN movement = 'RESTOCKED' THEN quantity ELSE 0 END),"
                            + " sum(CASE WHEN movement = 'CLAIMED' THEN quantity ELSE 0 END),"
                            + " sum(CASE WHEN movement = 'RETURNED' THEN quantity ELSE 0 END), 0"
                            + " FROM (SELECT reward_id, movement, quantity, log_index / " + (1L << width)
                            + " AS place FROM stock_ledger_rows) AS movements GROUP BY reward_id, place")
                    .update();
        jdbc.sql("ANALYZE").update();
    }
}
