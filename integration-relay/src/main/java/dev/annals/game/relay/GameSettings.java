package dev.annals.game.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How patient we are with the game server.
 *
 * @param longestWait {@code annals.game.wait}: how long a sign-up or a sign-in waits for a session over there
 * @param callTimeout how long a call of the relay may take, answer included
 * @param settle how long the relay leaves a user to the sign-in that may be talking to the game server about him
 * @param poll how often the relay looks for something to do; it is also told of it
 * @param probe how often a game server that is away is asked whether it is back
 * @param probeRefused how often one that refuses our key is asked whether it takes it now
 * @param longestPause between two tries for one user
 * @param workers for how many users calls are made at a time
 * @param mostSignIns how many sign-ins may wait for the game server at a time
 * @param reconcileEvery how often all accounts are compared and mended; zero: only when somebody wishes it
 */
@ConfigurationProperties("annals.game")
record GameSettings(
        @Name("wait") @DefaultValue("800ms") Duration longestWait,
        @DefaultValue("5s") Duration callTimeout,
        @DefaultValue("3s") Duration settle,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("1s") Duration probe,
        @DefaultValue("60s") Duration probeRefused,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("4") int workers,
        @DefaultValue("64") int mostSignIns,
        @DefaultValue("24h") Duration reconcileEvery) {}
