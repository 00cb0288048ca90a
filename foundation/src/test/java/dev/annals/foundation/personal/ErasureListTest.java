package dev.annals.foundation.personal;

import static dev.annals.shared.Purpose.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.settings.SettingRefused;
import dev.annals.foundation.store.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Red: the key destroyed before the line is written; a listed key left alone at the start. */
class ErasureListTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final KeyStoreForTest store = new KeyStoreForTest(TestStores.h2());
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoeverIsOnTheListStaysOnIt() throws IOException {
        var file = folder.resolve("deep/down/erasures.txt");
        new ErasureList(file).add(alice);
        var other = new ErasureList(file);
        other.add(bob);
        other.add(bob);

        assertThat(new ErasureList(file).subjects()).containsExactlyInAnyOrder(alice, bob);
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().startsWith(alice + " 20");
    }

    @Test
    void aLineThatACrashCutOffHidesNobody() throws IOException {
        var file = folder.resolve("erasures.txt");
        Files.writeString(
                file, alice + " 2026-05-03T10:00:00Z\n" + bob.toString().substring(0, 20));
        var list = new ErasureList(file);
        assertThat(list.subjects()).containsExactly(alice);

        list.add(bob);

        assertThat(new ErasureList(file).subjects()).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void aListThatCannotBeReadIsNotIgnored() throws IOException {
        var file = folder.resolve("erasures.txt");
        Files.writeString(file, alice + " now\nsomebody whose name is longer than that of a subject\n");

        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(() -> new ErasureList(file))
                .withMessageContaining("Line 2");
    }

    @Test
    void noKeyIsDestroyedThatTheListDoesNotName() throws IOException {
        var here = store.process();
        var sealed = here.personal.seal(alice, USERNAME, "alice");
        Files.createDirectory(store.erasures);
        assertThatThrownBy(() -> here.keys.destroy(alice)).isInstanceOf(UncheckedIOException.class);
        assertThat(here.personal.open(sealed)).isEqualTo("alice");

        Files.delete(store.erasures);
        here.keys.destroy(alice);
        assertThat(here.personal.open(sealed)).isEmpty();
        assertThat(here.keys.listed()).containsExactly(alice);
    }

    @Test
    void aKeyThatARestoreHasBroughtBackIsDestroyedAgain() {
        var before = store.process();
        var sealed = before.personal.seal(alice, USERNAME, "alice");
        var other = before.personal.seal(bob, USERNAME, "bob");
        new ErasureList(store.erasures).add(alice);
        new ErasureList(store.erasures).add(UUID.randomUUID());

        var restored = store.process();

        assertThat(restored.keys.destroyListed()).isEqualTo(2);
        assertThat(restored.personal.open(sealed)).isEmpty();
        assertThat(restored.personal.open(other)).isEqualTo("bob");
        assertThat(restored.keys.destroyListed()).isZero();
    }
}
