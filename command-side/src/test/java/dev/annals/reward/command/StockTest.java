package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.STOCK_BELOW_CLAIMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.RewardId;
import dev.annals.shared.CommandRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is left of a reward, with many who want it at once. */
class StockTest {

    private static final RewardId HAT = new RewardId(UUID.randomUUID());

    private HikariDataSource database;
    private Stock stock;
    private TransactionTemplate transaction;

    @AfterEach
    void close() {
        database.close();
    }

    private void on(TwoStores store, int buckets) {
        database = store.fresh();
        stock = new Stock(
                database, new RewardSettings(buckets, 12, Duration.ofSeconds(60), new RewardSettings.Webhook("")));
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsDividedEvenly(TwoStores store) {
        on(store, 4);

        assertThat(within(() -> stock.open(HAT, 10))).containsExactly(3L, 3L, 2L, 2L);
        assertThat(buckets()).containsExactly(3L, 3L, 2L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallStockHasNoEmptyBuckets(TwoStores store) {
        on(store, 16);

        assertThat(within(() -> stock.open(HAT, 3))).containsExactly(1L, 1L, 1L);
        assertThat(within(() -> stock.take(HAT, 3))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsThereNothingIsTaken(TwoStores store) {
        on(store, 16);

        assertThat(within(() -> stock.open(HAT, 0))).containsExactly(0L);
        assertThat(within(() -> stock.take(HAT, 1))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtOnceAsManyGetOneAsThereAre(TwoStores store) throws Exception {
        on(store, 7);
        within(() -> stock.open(HAT, 100));

        var taken = atOnce(16, 300, () -> within(() -> stock.take(HAT, 7)));

        assertThat(taken).filteredOn(Objects::nonNull).hasSize(100);
        assertThat(buckets()).containsOnly(0L);
    }

    @ParameterizedTest
    @EnumSource
    void aBucketThatSomebodyHoldsKeepsNobodyWaiting(TwoStores store) throws Exception {
        on(store, 2);
        within(() -> stock.open(HAT, 2));
        try (var holder = new Holder()) {
            var held = holder.takes();

            assertThat(within(() -> stock.take(HAT, 2))).isNotNull().isNotEqualTo(held);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastPieceIsWaitedFor(TwoStores store) throws Exception {
        on(store, 2);
        within(() -> stock.open(HAT, 1));
        try (var holder = new Holder()) {
            holder.takes();
            var waiting = holder.others.submit(() -> within(() -> stock.take(HAT, 1)));

            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isNotNull();
            holder.rollsBack();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPieceThatComesBackCanBeTakenAgain(TwoStores store) {
        on(store, 1);
        within(() -> stock.open(HAT, 1));
        within(() -> stock.take(HAT, 1));
        within(() -> {
            stock.giveBack(HAT, 0);
            return null;
        });

        assertThat(within(() -> stock.take(HAT, 1))).isZero();
        assertThat(stock.left(HAT)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void moreIsSpreadOverTheBuckets(TwoStores store) {
        on(store, 2);
        within(() -> stock.open(HAT, 2));

        assertThat(within(() -> stock.add(HAT, 5))).containsExactly(3L, 2L);
        assertThat(buckets()).containsExactly(4L, 3L);
    }

    @ParameterizedTest
    @EnumSource
    void lessIsTakenFromWhoeverHasIt(TwoStores store) {
        on(store, 3);
        within(() -> stock.open(HAT, 3));
        within(() -> stock.take(HAT, 3));
        within(() -> stock.add(HAT, 7));
        var before = buckets();

        var changes = within(() -> stock.remove(HAT, 8));

        assertThat(changes.stream().mapToLong(Long::longValue).sum()).isEqualTo(-8);
        for (var bucket = 0; bucket < 3; bucket++)
            assertThat(buckets().get(bucket))
                    .isEqualTo(before.get(bucket) + changes.get(bucket))
                    .isNotNegative();
        assertThat(stock.left(HAT)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClaimedCannotBeTakenOut(TwoStores store) {
        on(store, 3);
        within(() -> stock.open(HAT, 3));
        within(() -> stock.take(HAT, 3));

        assertThatThrownBy(() -> within(() -> stock.remove(HAT, 3)))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(STOCK_BELOW_CLAIMED));
        assertThat(stock.left(HAT)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsTakenOutAtLast(TwoStores store) {
        on(store, 3);
        within(() -> stock.open(HAT, 30));
        within(() -> stock.take(HAT, 3));

        assertThat(within(() -> stock.empty(HAT))).isEqualTo(29);
        assertThat(within(() -> stock.take(HAT, 3))).isNull();
    }

    private <T> @Nullable T within(Supplier<@Nullable T> work) {
        return transaction.execute(status -> work.get());
    }

    private List<Long> buckets() {
        return new JdbcTemplate(database)
                .queryForList(
                        "SELECT available FROM reward_stock WHERE reward_id = ? ORDER BY bucket",
                        Long.class,
                        HAT.value());
    }

    private static <T> List<T> atOnce(int threads, int times, Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var answers = new ArrayList<Future<T>>();
            for (var n = 0; n < times; n++) answers.add(pool.submit(work));
            var values = new ArrayList<T>();
            for (var answer : answers) values.add(answer.get(60, TimeUnit.SECONDS));
            return values;
        }
    }

    /** Somebody whose transaction does not end. */
    private final class Holder implements AutoCloseable {

        private final java.util.concurrent.ExecutorService others = Executors.newCachedThreadPool();
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        @Nullable
        Integer takes() throws Exception {
            var taken = new java.util.concurrent.CompletableFuture<@Nullable Integer>();
            others.submit(() -> {
                transaction.executeWithoutResult(status -> {
                    taken.complete(stock.take(HAT, buckets().size()));
                    await(end);
                    status.setRollbackOnly();
                });
                ended.countDown();
            });
            return taken.get(20, TimeUnit.SECONDS);
        }

        void rollsBack() {
            end.countDown();
            await(ended);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            rollsBack();
            others.shutdown();
        }
    }
}
