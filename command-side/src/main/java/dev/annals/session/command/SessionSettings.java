package dev.annals.session.command;

import dev.annals.session.TokenProfile;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sessions live.
 *
 * @param maxAge the absolute end of a session, however often it is refreshed
 * @param grace how long the last refresh token but one still gives the last one, for answers that got lost
 * @param maxRefreshes after how many refreshes a session goes on in a new stream
 * @param rotating whose clients expect a new refresh token with each refresh
 */
@ConfigurationProperties("annals.session")
record SessionSettings(
        @DefaultValue("30d") Duration maxAge,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("1000") int maxRefreshes,
        @DefaultValue("CANONICAL") Set<TokenProfile> rotating) {}
