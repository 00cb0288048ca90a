package dev.annals.session.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many wrong passwords are borne; right ones never count.
 *
 * @param failures for one account from one address, per period
 * @param failuresPerAddress from one address, whatever the accounts
 * @param patience how long a sign-in waits for others of the same account to end before it is refused
 */
@ConfigurationProperties("annals.sign-in")
record SignInSettings(
        @DefaultValue("10") int failures,
        @DefaultValue("100") int failuresPerAddress,
        @DefaultValue("1m") Duration period,
        @DefaultValue("5s") Duration patience) {}
