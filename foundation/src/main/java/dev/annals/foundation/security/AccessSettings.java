package dev.annals.foundation.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gate keeps up with the database.
 *
 * @param trust how long a row is believed after it was read; more than a second would break the promise of two
 * @param refresh how often the rows in use are read again
 */
@ConfigurationProperties("annals.access")
record AccessSettings(
        @DefaultValue("1s") Duration trust,
        @DefaultValue("400ms") Duration refresh) {

    AccessSettings {
        if (trust.compareTo(Duration.ofSeconds(1)) > 0)
            throw new IllegalArgumentException("annals.access.trust may be one second at most");
    }
}
