package dev.annals.foundation.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How single subscribers are told something, and what becomes of what they give up on.
 *
 * @param maxAge how long what is told to one subscriber waits for it
 * @param batchSize messages in flight at most
 * @param lease after how long the work of a process that is silent is taken over
 * @param interval how often wishes and dead letters are looked for
 */
@ConfigurationProperties("annals.replay")
record ReplaySettings(
        @DefaultValue("7d") Duration maxAge,
        @DefaultValue("500") int batchSize,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration interval) {

    ReplaySettings {
        if (batchSize < 1 || batchSize > 1_000)
            throw new IllegalArgumentException("annals.replay.batch-size is 1 to 1000");
    }
}
