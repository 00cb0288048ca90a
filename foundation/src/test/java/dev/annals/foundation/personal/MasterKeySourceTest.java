package dev.annals.foundation.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.annals.foundation.settings.SettingRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeySourceTest {

    @TempDir
    private Path folder;

    @Test
    void anEmbeddedStoreMakesItsKeyOnceForItsOwnerOnly() throws Exception {
        var file = folder.resolve("data/master.key");
        var wrapped =
                MasterKeySource.read(settings(null, file, null, null), true).wrap("use", new byte[] {7});

        assertThat(MasterKeySource.read(settings(null, file, null, null), true).unwrap("use", wrapped))
                .containsExactly(7);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSharedStoreIsNotSealedWithAKeyOfOneMachine() {
        var file = folder.resolve("master.key");
        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(() -> MasterKeySource.read(settings(null, file, null, null), false))
                .withMessageContaining("ANNALS_MASTER_KEY");
        assertThat(file).doesNotExist();
        MasterKeySource.read(settings(null, file, true, null), false);
        assertThat(file).exists();
    }

    @Test
    void aGivenKeyWinsOverTheFile() {
        var key = AesGcm.random(32);
        var wrapped = MasterKeySource.read(settings(base64(key), folder.resolve("none"), null, null), false)
                .wrap("use", new byte[] {7});

        assertThat(folder.resolve("none")).doesNotExist();
        var asPrevious = settings(base64(AesGcm.random(32)), folder.resolve("none"), null, base64(key));
        assertThat(MasterKeySource.read(asPrevious, false).unwrap("use", wrapped))
                .containsExactly(7);
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutQuotingIt() {
        for (var rubbish : new String[] {"hunter2", base64(new byte[16]), "***"})
            assertThatExceptionOfType(SettingRefused.class)
                    .isThrownBy(() -> MasterKeySource.read(settings(rubbish, folder, null, null), true))
                    .withMessageContaining("32 bytes in base64")
                    .withMessageNotContaining(rubbish);
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static MasterKeySettings settings(
            @Nullable String key, Path file, @Nullable Boolean create, @Nullable String previous) {
        return new MasterKeySettings(key, file, create, previous, null);
    }
}
