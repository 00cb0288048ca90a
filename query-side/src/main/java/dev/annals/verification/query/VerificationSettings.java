package dev.annals.verification.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the verifier works by itself.
 *
 * @param interval how long after the last verification of a subject the next one is wished; 0 for never
 * @param lookInterval how often wishes are looked for
 * @param lease how long a process that verifies may be silent
 */
@ConfigurationProperties("annals.verification")
record VerificationSettings(
        @DefaultValue("24h") Duration interval,
        @DefaultValue("1s") Duration lookInterval,
        @DefaultValue("30s") Duration lease) {}
