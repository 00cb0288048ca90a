package dev.annals.foundation.personal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key is.
 *
 * @param masterKey 32 bytes in base64 ({@code ANNALS_MASTER_KEY}); wins over the file
 * @param masterKeyFile a file that holds it ({@code ANNALS_MASTER_KEY_FILE})
 * @param masterKeyCreate whether a missing file is made at the first start. By default only on the embedded store: a
 *     PostgreSQL store may be shared, and a key that lives on one machine's disk would seal what the others cannot open
 * @param masterKeyPrevious a second key that is accepted; what it wraps is re-wrapped at start
 * @param masterKeyPreviousFile a file that holds the second key
 */
@ConfigurationProperties("annals")
record MasterKeySettings(
        @Nullable String masterKey,
        @DefaultValue("data/master.key") Path masterKeyFile,
        @Nullable Boolean masterKeyCreate,
        @Nullable String masterKeyPrevious,
        @Nullable Path masterKeyPreviousFile) {

    @Override
    public String toString() {
        return "MasterKeySettings[file=" + masterKeyFile + "]";
    }
}
