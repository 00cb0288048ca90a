package dev.annals.user.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How an erasure goes on.
 *
 * @param longestWait {@code annals.erasure.wait}: how long the receivers have before somebody may override them
 * @param retry how often an unfinished erasure is looked at
 */
@ConfigurationProperties("annals.erasure")
record ErasureSettings(
        @Name("wait") @DefaultValue("24h") Duration longestWait,
        @DefaultValue("10s") Duration retry) {}
