package dev.annals.foundation.personal;

import static dev.annals.shared.Purpose.EMAIL;
import static dev.annals.shared.Purpose.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.store.TestStores;
import dev.annals.shared.Personal;
import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On H2; the subclass asks the same of PostgreSQL. */
class PersonalDataTest {

    private final KeyStoreForTest store = new KeyStoreForTest(database());
    private final KeyStoreForTest.Process here = store.process();
    private final KeyStoreForTest.Process there = store.process();
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    HikariDataSource database() {
        return TestStores.h2();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsSealedOpensInEveryProcess() {
        var sealed = here.personal.seal(alice, USERNAME, "Алиса 🦊");

        assertThat(here.personal.open(sealed)).isEqualTo("Алиса 🦊");
        assertThat(there.personal.open(Personal.parse(sealed.text()))).isEqualTo("Алиса 🦊");
    }

    @Test
    void noNonceIsUsedTwiceAndEqualTextsLookDifferent() {
        var texts = new HashSet<String>();
        for (var i = 0; i < 5_000; i++) {
            var sealed = here.personal.seal(alice, USERNAME, "alice");
            assertThat(sealed.nonce()).hasSize(12);
            texts.add(java.util.HexFormat.of().formatHex(sealed.nonce()));
        }
        assertThat(texts).hasSize(5_000);
    }

    @Test
    void aValueThatWasTamperedWithIsAnExceptionThatDoesNotSayIt() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        for (var at = 0; at < sealed.cipherText().length; at++) {
            var bytes = sealed.cipherText().clone();
            bytes[at] ^= 1;
            var other = new Personal(alice, 1, USERNAME, sealed.nonce(), bytes);
            assertThatIllegalStateException()
                    .isThrownBy(() -> here.personal.open(other))
                    .withMessageNotContaining("alice")
                    .withNoCause();
        }
    }

    @Test
    void aValueDoesNotOpenUnderAnotherPurpose() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        var moved = new Personal(alice, 1, EMAIL, sealed.nonce(), sealed.cipherText());

        assertThatIllegalStateException().isThrownBy(() -> here.personal.open(moved));
    }

    @Test
    void aValueDoesNotOpenUnderAnotherSubject() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        here.personal.seal(bob, USERNAME, "bob");
        var moved = new Personal(bob, 1, USERNAME, sealed.nonce(), sealed.cipherText());

        assertThatIllegalStateException().isThrownBy(() -> here.personal.open(moved));
    }

    @Test
    void aValueDoesNotOpenForAnotherSubjectEvenWithTheSameKey() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        here.personal.seal(bob, USERNAME, "bob");
        // Somebody with access to the database copies Alice's key row to Bob.
        store.jdbc
                .sql("UPDATE keys.data_key SET wrapped = (SELECT wrapped FROM keys.data_key WHERE subject = ?)"
                        + " WHERE subject = ?")
                .params(alice, bob)
                .update();
        var moved = new Personal(bob, 1, USERNAME, sealed.nonce(), sealed.cipherText());

        assertThatIllegalStateException().isThrownBy(() -> there.personal.open(moved));
    }

    @Test
    void aValueWithoutAKeyIsAnExceptionAndNotEmpty() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        store.jdbc.sql("DELETE FROM keys.data_key").update();

        assertThatIllegalStateException()
                .isThrownBy(() -> there.personal.open(sealed))
                .withMessageContaining("missing");
    }

    @Test
    void anErasedValueOpensAsEmptyAtOnceHereAndWithinASecondThere() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        assertThat(there.personal.open(sealed)).isEqualTo("alice");

        here.keys.destroy(alice);

        assertThat(here.personal.open(sealed)).isEmpty();
        store.aSecondPasses();
        assertThat(there.personal.open(sealed)).isEmpty();
        assertThat(there.personal.openNullable(sealed)).isNull();
        assertThat(there.keys.isDestroyed(alice)).isTrue();
    }

    @Test
    void erasingIsSeenInItsOwnTransactionAndUndoneWithIt() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");

        store.transaction.executeWithoutResult(status -> {
            here.keys.destroy(alice);
            assertThat(here.personal.open(sealed)).isEmpty();
            status.setRollbackOnly();
        });

        assertThat(here.personal.open(sealed)).isEqualTo("alice");
    }

    @Test
    void aKeyReadWhileItIsBeingDestroyedIsNotKept() {
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        store.transaction.executeWithoutResult(status -> {
            here.keys.destroy(alice);
            status.flush();
            // Meanwhile, on other threads of this process, the key is still there.
            var read = java.util.concurrent.CompletableFuture.supplyAsync(() -> here.personal.open(sealed));
            assertThat(read.join()).isEqualTo("alice");
        });

        assertThat(here.personal.open(sealed)).isEmpty();
    }

    @Test
    void erasingTwiceChangesNothing() {
        here.personal.seal(alice, USERNAME, "alice");
        here.keys.destroy(alice);
        here.keys.destroy(alice);

        assertThat(store.jdbc
                        .sql("SELECT count FROM keys.destruction")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(store.jdbc
                        .sql("SELECT count(*) FROM keys.data_key WHERE wrapped IS NULL")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nothingIsSealedForAnErasedSubject() {
        here.personal.seal(alice, USERNAME, "alice");
        here.keys.destroy(alice);
        here.keys.destroy(bob);

        assertThatIllegalStateException().isThrownBy(() -> here.personal.seal(alice, USERNAME, "alice"));
        assertThatIllegalStateException().isThrownBy(() -> here.personal.seal(bob, USERNAME, "bob"));
        store.aSecondPasses();
        assertThatIllegalStateException().isThrownBy(() -> there.personal.seal(bob, USERNAME, "bob"));
    }

    @Test
    void aKeyOfATransactionThatRolledBackIsNeverUsedAgain() {
        var lost = store.transaction.execute(status -> {
            var sealed = here.personal.seal(alice, USERNAME, "alice");
            assertThat(here.personal.open(sealed)).isEqualTo("alice");
            status.setRollbackOnly();
            return sealed;
        });

        assertThatIllegalStateException().isThrownBy(() -> here.personal.open(Objects.requireNonNull(lost)));
        var kept = here.personal.seal(alice, USERNAME, "alice");
        assertThat(there.personal.open(kept)).isEqualTo("alice");
    }

    @Test
    void aKeyOfASavepointThatRolledBackIsNeverUsedAgain() {
        var kept = store.transaction.execute(status -> {
            here.personal.seal(bob, USERNAME, "bob");
            var savepoint = status.createSavepoint();
            here.personal.seal(alice, USERNAME, "alice");
            status.rollbackToSavepoint(savepoint);
            return here.personal.seal(alice, USERNAME, "alice again");
        });

        assertThat(there.personal.open(Objects.requireNonNull(kept))).isEqualTo("alice again");
    }

    @Test
    void aKeyMadeInATransactionIsCachedOnceItHasCommitted() {
        var sealed = store.transaction.execute(status -> here.personal.seal(alice, USERNAME, "alice"));
        store.dataSource.statements.set(0);

        here.personal.open(Objects.requireNonNull(sealed));
        here.personal.open(sealed);

        assertThat(store.dataSource.statements).hasValue(0);
        store.aSecondPasses();
        here.personal.open(sealed);
        here.personal.open(sealed);
        // The count of destructions, once a second, and nothing else.
        assertThat(store.dataSource.statements).hasValue(1);
    }

    @Test
    void aPageOfAHundredSubjectsIsOneQuestion() {
        var page = IntStream.range(0, 100)
                .mapToObj(i -> here.personal.seal(UUID.randomUUID(), USERNAME, "user " + i))
                .toList();
        store.dataSource.statements.set(0);

        there.personal.prefetch(page.stream().map(Personal::subject).toList());
        assertThat(page.stream().map(there.personal::open)).hasSize(100).contains("user 99");

        assertThat(store.dataSource.statements).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void manyAtOnceMakeOneKey() {
        var sealed = Stream.generate(() -> alice)
                .limit(64)
                .parallel()
                .map(subject -> (subject.hashCode() + System.nanoTime()) % 2 == 0
                        ? here.personal.seal(subject, USERNAME, "alice")
                        : there.personal.seal(subject, USERNAME, "alice"))
                .toList();

        assertThat(sealed)
                .allSatisfy(
                        one -> assertThat(store.process().personal.open(one)).isEqualTo("alice"));
        assertThat(store.jdbc
                        .sql("SELECT count(*) FROM keys.data_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
