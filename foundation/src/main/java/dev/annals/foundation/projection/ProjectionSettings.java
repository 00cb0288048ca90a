package dev.annals.foundation.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections are run.
 *
 * @param batchSize how many events are committed together at most
 * @param segments into how many parts the rows of a projection are divided when its first token is stored
 * @param workers threads that project, shared by all projections of the process
 * @param claimExtensionMillis how long a process may be silent about a segment it owns; a third or less of the token
 *     store's claim time-out, else live processes lose their segments to each other
 * @param claimIntervalMillis how often segments without an owner are looked for
 * @param mostParked as many events of a projection may be parked, and those of one batch more; then it stands still and
 *     says so
 * @param controlInterval how often what operators wish is looked for, and other processes are told of this one
 * @param lease how long the process that rebuilds may be silent before the rebuild is given up
 * @param comparing how long a rebuild waits for a moment when the old rows and the new ones are at the same place
 * @param keepOld how long the rows of a generation stay when another one has taken over
 */
@ConfigurationProperties("annals.projections")
record ProjectionSettings(
        @DefaultValue("1000") int batchSize,
        @DefaultValue("1") int segments,
        @DefaultValue("4") int workers,
        @DefaultValue("1500") long claimExtensionMillis,
        @DefaultValue("1000") long claimIntervalMillis,
        @DefaultValue("10000") int mostParked,
        @DefaultValue("1s") Duration controlInterval,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("60s") Duration comparing,
        @DefaultValue("60s") Duration keepOld) {}
