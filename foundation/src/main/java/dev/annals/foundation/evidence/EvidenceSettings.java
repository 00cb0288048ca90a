package dev.annals.foundation.evidence;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is chained and sealed.
 *
 * @param chainInterval how often new events are chained
 * @param sealInterval how often the chain is sealed, if anything is new
 * @param sealKey keys of seals, 32 bytes in base64 each, the last one signs ({@code ANNALS_AUDIT_SEAL_KEY})
 * @param sealKeyFile a file with one per line; by default {@code seal.key} beside the master key
 * @param chainerLease after how long another process chains when the one that did is silent
 */
@ConfigurationProperties("annals.audit")
record EvidenceSettings(
        @DefaultValue("1s") Duration chainInterval,
        @DefaultValue("1m") Duration sealInterval,
        @Nullable String sealKey,
        @Nullable Path sealKeyFile,
        @DefaultValue("10s") Duration chainerLease) {

    @Override
    public String toString() {
        return "EvidenceSettings[sealInterval=" + sealInterval + "]";
    }
}
