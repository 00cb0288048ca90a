package dev.annals.foundation.idempotency;

import static dev.annals.foundation.idempotency.IdempotencyRefusal.DUPLICATE_IN_FLIGHT;
import static dev.annals.foundation.idempotency.IdempotencyRefusal.IDEMPOTENCY_KEY_REUSED;
import static dev.annals.foundation.idempotency.IdempotencyRefusal.INVALID_IDEMPOTENCY_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.idempotency.Idempotency.Answered;
import dev.annals.foundation.personal.InMemorySecrets;
import dev.annals.foundation.store.TestStores;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyTest {

    private static final Actor HANA = new Actor.User(UserId.of("00000000-0000-4000-8000-00000000000a"));
    private static final Actor JUN = new Actor.User(UserId.of("00000000-0000-4000-8000-00000000000b"));
    private static final Answered GRANTED = new Answered(201, List.of("event-1", "event-2"));

    private HikariDataSource database;
    private Idempotency idempotency;
    private TransactionTemplate transaction;

    private void on(String store) {
        // Waits shorter than it would be run with.
        database = store.equals("h2")
                ? TestStores.migrated(TestStores.h2Url() + ";LOCK_TIMEOUT=500")
                : TestStores.postgres();
        idempotency = new Idempotency(database, new InMemorySecrets());
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterEach
    void close() {
        if (database != null) database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aRequestThatIsRepeatedIsAnsweredAsBefore(String store) {
        on(store);
        assertThat(carriedOut(request(HANA, "k1", "hat"))).isEmpty();

        assertThat(carriedOut(request(HANA, "k1", "hat"))).contains(GRANTED);
        assertThat(idempotency.find(request(HANA, "k1", "hat"))).contains(GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aKeyMeansOneRequestOfOneCallerOnOneRoute(String store) {
        on(store);
        carriedOut(request(HANA, "k1", "hat"));

        assertThat(carriedOut(request(JUN, "k1", "hat"))).isEmpty();
        assertThat(carriedOut(request(HANA, "k2", "hat"))).isEmpty();
        assertThat(carriedOut(new RepeatableRequest(HANA, "POST /other", "k1", "hat")))
                .isEmpty();
        refused(() -> carriedOut(request(HANA, "k1", "gems")), IDEMPOTENCY_KEY_REUSED);
        refused(() -> idempotency.find(request(HANA, "k1", "gems")), IDEMPOTENCY_KEY_REUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aRequestThatWasUndoneWasNeverMade(String store) {
        on(store);
        transaction.executeWithoutResult(status -> {
            idempotency.begin(request(HANA, "k1", "hat"));
            status.setRollbackOnly();
        });

        assertThat(idempotency.find(request(HANA, "k1", "hat"))).isEmpty();
        assertThat(carriedOut(request(HANA, "k1", "hat"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void ofTwoAtOnceTheSecondWaitsForTheAnswerOfTheFirst(String store) throws Exception {
        on(store);
        var begun = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            idempotency.begin(request(HANA, "k1", "hat"));
            begun.countDown();
            idempotency.answered(request(HANA, "k1", "hat"), GRANTED);
        }));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(carriedOut(request(HANA, "k1", "hat"))).contains(GRANTED);
        first.join();
    }

    /** Five seconds on PostgreSQL, as it is run. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whoWaitsTooLongIsToldSo(String store) throws Exception {
        on(store);
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            idempotency.begin(request(HANA, "k1", "hat"));
            begun.countDown();
            await(end);
            idempotency.answered(request(HANA, "k1", "hat"), GRANTED);
        }));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        try {
            refused(() -> carriedOut(request(HANA, "k1", "hat")), DUPLICATE_IN_FLIGHT);
        } finally {
            end.countDown();
            first.join();
        }
        assertThat(carriedOut(request(HANA, "k1", "hat"))).contains(GRANTED);
    }

    @Test
    void keyAndBodyStandNowhereInClear() {
        on("h2");
        carriedOut(request(HANA, "hana@example.com", "hat"));

        assertThat(new JdbcTemplate(database)
                        .queryForList("SELECT * FROM idempotency_key")
                        .toString())
                .doesNotContain("hana@example.com")
                .doesNotContain("hat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "ä", "tab\t"})
    void whatIsNoKeyIsRefused(String key) {
        refused(() -> request(HANA, key, "hat"), INVALID_IDEMPOTENCY_KEY);
        refused(() -> request(HANA, "k".repeat(256), "hat"), INVALID_IDEMPOTENCY_KEY);
    }

    private Optional<Answered> carriedOut(RepeatableRequest request) {
        return transaction.execute(status -> {
            var before = idempotency.begin(request);
            if (before.isEmpty()) idempotency.answered(request, GRANTED);
            return before;
        });
    }

    private static RepeatableRequest request(Actor actor, String key, String body) {
        return new RepeatableRequest(actor, "POST /claims", key, body);
    }

    private static void refused(ThrowingCallable work, IdempotencyRefusal refusal) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        CommandRefused.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
