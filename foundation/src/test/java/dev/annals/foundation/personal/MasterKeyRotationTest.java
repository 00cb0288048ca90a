package dev.annals.foundation.personal;

import static dev.annals.shared.Purpose.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.annals.foundation.store.TestStores;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MasterKeyRotationTest {

    private static final byte[] NEXT = AesGcm.random(32);

    private final KeyStoreForTest store = new KeyStoreForTest(TestStores.h2());
    private final MasterKeys first = new MasterKeys(KeyStoreForTest.MASTER, Optional.empty());
    private final MasterKeys rotating = new MasterKeys(NEXT, Optional.of(KeyStoreForTest.MASTER));
    private final MasterKeys next = new MasterKeys(NEXT, Optional.empty());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void afterRotationTheNewMasterKeyAloneOpensEverything() {
        var before = store.new Process(first);
        var sealed = IntStream.range(0, 1_203)
                .mapToObj(i -> before.personal.seal(UUID.randomUUID(), USERNAME, "user " + i))
                .toList();
        before.keys.destroy(sealed.getFirst().subject());

        assertThat(store.new Process(rotating).keys.rewrap()).isEqualTo(1_202);

        var after = store.new Process(next);
        assertThat(after.personal.open(sealed.getFirst())).isEmpty();
        assertThat(sealed.stream().skip(1).map(after.personal::open))
                .startsWith("user 1")
                .endsWith("user 1202");
        assertThat(store.new Process(rotating).keys.rewrap()).isZero();
    }

    @Test
    void whileItRotatesOldAndNewAreBothOpened() {
        var sealed = store.new Process(first).personal.seal(UUID.randomUUID(), USERNAME, "alice");

        assertThat(store.new Process(rotating).personal.open(sealed)).isEqualTo("alice");
    }

    @Test
    void anotherMasterKeyIsToldApartFromTampering() {
        var sealed = store.new Process(first).personal.seal(UUID.randomUUID(), USERNAME, "alice");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.new Process(next).personal.open(sealed))
                .withMessageContaining("another master key");
    }

    @Test
    void rotationChangesNoHashAndNoWrappedSecret() {
        var before = new RootSecrets(new RootSecretTable(store.jdbc, first).obtain());
        var hash = before.lookupHash("username", "alice");
        var wrapped = before.wrap("session", new byte[] {1, 2, 3});

        assertThat(new RootSecretTable(store.jdbc, rotating).rewrap()).isTrue();
        assertThat(new RootSecretTable(store.jdbc, rotating).rewrap()).isFalse();

        var after = new RootSecrets(new RootSecretTable(store.jdbc, next).obtain());
        assertThat(after.lookupHash("username", "alice")).isEqualTo(hash);
        assertThat(after.unwrap("session", wrapped)).containsExactly(1, 2, 3);
    }

    @Test
    void aStoreThatWasSealedWithAnotherKeyIsNotOpened() {
        new RootSecretTable(store.jdbc, first).obtain();

        assertThatIllegalStateException().isThrownBy(() -> new RootSecretTable(store.jdbc, next).obtain());
    }

    @Test
    void twoProcessesThatStartAnEmptyStoreShareOneRootSecret() {
        var one = new RootSecretTable(store.jdbc, first).obtain();

        assertThat(new RootSecretTable(store.jdbc, first).obtain()).isEqualTo(one);
    }
}
