package dev.annals.foundation.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the event store behaves.
 *
 * @param fetchDelay after how long a reader looks for new events that nobody told it of
 * @param gapDelay how long a gap is left alone before the database is asked who may still fill it
 * @param notices whether processes that share a PostgreSQL tell each other of commits
 * @param cachedAggregates how many aggregates are kept in memory
 * @param cachedEvents how many of the newest events are kept for readers that are nearly there
 * @param claimTimeout after how long the segment of a process that does not answer is taken over; at least three
 *     times as long as a living one is silent about it ({@code annals.projections.claim-extension-millis})
 * @param leastFreeSpace H2: with less room on the disk than that commands are refused
 */
@ConfigurationProperties("annals.store")
public record StoreSettings(
        @DefaultValue("500ms") Duration fetchDelay,
        @DefaultValue("100ms") Duration gapDelay,
        @DefaultValue("true") boolean notices,
        @DefaultValue("20000") int cachedAggregates,
        @DefaultValue("2000") int cachedEvents,
        @DefaultValue("6s") Duration claimTimeout,
        @DefaultValue("64MB") DataSize leastFreeSpace) {

    static StoreSettings defaults() {
        return new StoreSettings(
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                true,
                20_000,
                2_000,
                Duration.ofSeconds(6),
                DataSize.ofMegabytes(64));
    }
}
