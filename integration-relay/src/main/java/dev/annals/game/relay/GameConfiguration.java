package dev.annals.game.relay;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.game.GameSessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The game server, where one is configured. Sessions are opened in every process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NakamaSettings.class, GameSettings.class})
class GameConfiguration {

    /** Where there is no game server nobody gets a session. */
    @Bean
    @Conditional(GameServer.Missing.class)
    GameSessions noGameSessions() {
        return (userId, username) -> Optional.empty();
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(GameServer.Configured.class)
    static class WithNakama {

        @Bean
        NakamaHttp nakamaHttp(NakamaSettings settings, GameSettings patience, Environment environment) {
            var shared = environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
            if (shared && settings.serverKey().equals(NakamaSettings.DEFAULT_SERVER_KEY))
                throw new SettingRefused("NAKAMA_SERVER_KEY is not set, and its default is well known; give the game"
                        + " server another one (socket.server_key), e.g. `openssl rand -hex 32`");
            return new NakamaHttp(settings, patience);
        }

        @Bean
        Nakama nakama(NakamaHttp http, NakamaSettings settings, Clock clock) {
            return new Nakama(http, settings, new CustomId(settings.proofSecret(), clock));
        }

        @Bean
        NakamaMeters nakamaMeters(MeterRegistry registry) {
            return new NakamaMeters(registry);
        }

        @Bean
        NakamaGate signInGate(Nakama nakama, GameSettings settings, NakamaMeters meters) {
            return new NakamaGate("sign-in", nakama, settings.longestWait(), settings, meters);
        }

        @Bean
        GameAccounts gameAccounts(JdbcClient jdbc, CommandGateway commands, PersonalData personal) {
            return new GameAccounts(jdbc, commands, personal);
        }

        @Bean
        GameSessions nakamaSessions(
                NakamaGate signInGate,
                Nakama nakama,
                GameAccounts accounts,
                NakamaMeters meters,
                GameSettings settings) {
            return new NakamaSessions(signInGate, new SigningIn(nakama), accounts, meters, settings.mostSignIns());
        }
    }
}
