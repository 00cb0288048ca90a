package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;

/** What must not happen quietly. */
class StoreSafetyTest {

    private static final CommandMessage<?> COMMAND = new GenericCommandMessage<>("a command");

    @TempDir
    private Path folder;

    @Test
    void anH2FileThatAcknowledgesBeforeItWritesIsRefused() {
        try (var careless = TestStores.pool(TestStores.h2FileUrl(folder).replace(";WRITE_DELAY=0", ""))) {
            assertThatThrownBy(() -> StoreChecks.requireDurable(careless)).hasMessageContaining(";WRITE_DELAY=0");
        }
    }

    @Test
    void aDurableFileAndAMemoryAreNot() {
        try (var durable = TestStores.pool(TestStores.h2FileUrl(folder));
                var memory = TestStores.pool(TestStores.h2Url().replace(";WRITE_DELAY=0", ""))) {
            assertThatCode(() -> StoreChecks.requireDurable(durable)).doesNotThrowAnyException();
            assertThatCode(() -> StoreChecks.requireDurable(memory)).doesNotThrowAnyException();
        }
    }

    @Test
    void aConflictIsTriedAgainOnTheSameThread() {
        assertThat(tries(new ConcurrencyException("somebody was quicker"), 1)).isEqualTo(1);
        assertThat(tries(sql("40P01"), 1)).isEqualTo(1);
        assertThat(tries(sql("40001"), 1)).isEqualTo(1);
        assertThat(tries(sql("55P03"), 1)).isEqualTo(1);
        assertThat(tries(new EventStoreException("lock", new SQLException("lock", "HYT00", 50200)), 1))
                .isEqualTo(1);
    }

    @Test
    void nothingElseIsTriedAgain() {
        assertThat(tries(new CommandRefused(SharedRefusal.INVALID_VALUE), 1)).isZero();
        assertThat(tries(new DuplicateKeyException("taken"), 1)).isZero();
        assertThat(tries(new AggregateStreamCreationException("the id is used"), 1))
                .isZero();
        assertThat(tries(sql("08006"), 1))
                .as("nobody knows whether it committed")
                .isZero();
        assertThat(tries(new IllegalStateException("a bug"), 1)).isZero();
    }

    @Test
    void tenTriesAreEnough() {
        assertThat(tries(new ConcurrencyException("again"), 10)).isZero();
    }

    @Test
    void aNestedCommandIsNotTriedAgainByItself() {
        var unit = DefaultUnitOfWork.startAndGet(COMMAND);
        try {
            assertThat(tries(new ConcurrencyException("somebody was quicker"), 1))
                    .isZero();
        } finally {
            unit.rollback();
        }
    }

    @Test
    void aNameOrAClassTwiceInTheTableIsRefused() {
        assertThatThrownBy(() -> new StoredTypes(Stream.of("a x.A", "a x.B"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new StoredTypes(Stream.of("a x.A", "b x.A"))).hasMessageContaining("twice");
    }

    /** How often a command that failed so is dispatched again. */
    private static int tries(RuntimeException failure, int failuresBefore) {
        var caller = Thread.currentThread();
        var dispatched = new AtomicInteger();
        List<Class<? extends Throwable>[]> failures = Stream.<Class<? extends Throwable>[]>generate(() -> null)
                .limit(failuresBefore)
                .toList();
        new PatientRetries().scheduleRetry(COMMAND, failure, failures, () -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            dispatched.incrementAndGet();
        });
        return dispatched.get();
    }

    private static RuntimeException sql(String state) {
        return new IllegalStateException(new SQLException("state", state));
    }
}
