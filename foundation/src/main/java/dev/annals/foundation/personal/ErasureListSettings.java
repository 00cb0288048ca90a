package dev.annals.foundation.personal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the list of erasures is.
 *
 * @param list a file on storage that is not restored together with the database, the same for all processes; by default
 *     {@code erasures.txt} beside the master key
 */
@ConfigurationProperties("annals.erasure")
record ErasureListSettings(@Nullable Path list) {

    Path beside(Path masterKeyFile) {
        return list != null ? list : masterKeyFile.resolveSibling("erasures.txt");
    }
}
