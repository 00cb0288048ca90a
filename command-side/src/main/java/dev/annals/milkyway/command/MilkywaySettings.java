package dev.annals.milkyway.command;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Milkyway's clients leave unsaid.
 *
 * @param zone where the days of an event turn, if it names no {@code timezone}; the old service took its machine's
 */
@ConfigurationProperties("annals.milkyway")
record MilkywaySettings(@DefaultValue("UTC") ZoneId zone) {}
