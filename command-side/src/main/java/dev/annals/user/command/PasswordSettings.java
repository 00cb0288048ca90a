package dev.annals.user.command;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is asked of passwords, and what a guess costs.
 *
 * @param strict the policy for production: 15 characters as NIST SP 800-63B-4 asks for a password that stands alone
 * @param minLength another minimum than the policy's own
 * @param argon2Memory KiB per hash; this and the iterations are OWASP's minimum for Argon2id
 */
@ConfigurationProperties("annals.password")
record PasswordSettings(
        @DefaultValue("false") boolean strict,
        @Nullable Integer minLength,
        @DefaultValue("19456") int argon2Memory,
        @DefaultValue("2") int argon2Iterations,
        @DefaultValue("1") int argon2Parallelism) {

    /** The minimum that holds. */
    int shortest() {
        if (minLength != null) return minLength;
        return strict ? 15 : 8;
    }
}
