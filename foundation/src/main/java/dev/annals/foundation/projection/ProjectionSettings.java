package dev.annals.foundation.projection;

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
 */
@ConfigurationProperties("annals.projections")
record ProjectionSettings(
        @DefaultValue("1000") int batchSize,
        @DefaultValue("1") int segments,
        @DefaultValue("4") int workers,
        @DefaultValue("1500") long claimExtensionMillis,
        @DefaultValue("2000") long claimIntervalMillis) {}
