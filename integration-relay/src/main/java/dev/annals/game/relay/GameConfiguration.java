package dev.annals.game.relay;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.foundation.outbound.NotingProcessor;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.foundation.store.ProcessName;
import dev.annals.game.GameSessions;
import dev.annals.shared.UserId;
import dev.annals.user.ErasureReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Qualifier;
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

    /** For one user: an account under one of four names, another name, a ban, and what is written down of each. */
    private static final int MOST_CALLS = 12;

    @Bean
    @Conditional(GameServer.Missing.class)
    GameSessions noGameSessions() {
        return new NoGameSessions();
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
        Nakama nakama(NakamaHttp http, NakamaSettings settings, GameSettings patience, Clock clock) {
            return new Nakama(
                    http,
                    settings,
                    new CustomId(settings.proofSecret(), clock),
                    new ModuleTrouble(patience.probeRefused()));
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
        GameWork gameWork(JdbcClient jdbc, ProcessName self, GameSettings settings) {
            return new GameWork(jdbc, self, settings.callTimeout().multipliedBy(MOST_CALLS));
        }

        @Bean
        GameSessions nakamaSessions(
                @Qualifier("signInGate") NakamaGate signInGate,
                Nakama nakama,
                GameAccounts accounts,
                GameWork work,
                NakamaMeters meters,
                GameSettings settings) {
            return new NakamaSessions(
                    signInGate, new SigningIn(nakama), accounts, work, meters, settings.mostSignIns());
        }

        @Bean
        ErasureReceiver nakamaErasure(GameWork work) {
            return new NakamaErasure(work);
        }

        @Bean
        GameWatch nakamaHealthIndicator(GameWork work, Nakama nakama, List<NakamaGate> gates) {
            return new GameWatch(work, nakama, gates);
        }
    }

    /** What the processes with the role RELAY do. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(GameServer.Told.class)
    static class Relaying {

        @Bean
        NakamaGate relayGate(Nakama nakama, GameSettings settings, NakamaMeters meters) {
            return new NakamaGate("relay", nakama, settings.callTimeout(), settings, meters);
        }

        @Bean
        DueWorker<UserId> gameWorker(
                GameWork work,
                Nakama nakama,
                GameAccounts accounts,
                @Qualifier("relayGate") NakamaGate relayGate,
                GameSettings settings,
                NakamaMeters meters) {
            var due = new DueAccounts(work, new Alignment(relayGate, nakama, accounts), relayGate, settings, meters);
            return new DueWorker<>("game-work", due, settings.workers(), settings.poll());
        }

        @Bean
        ReconcilerLoop reconcilerLoop(
                JdbcClient jdbc,
                ProcessName self,
                @Qualifier("relayGate") NakamaGate relayGate,
                Nakama nakama,
                GameAccounts accounts,
                GameWork work,
                CommandGateway commands,
                GameSettings settings) {
            var table = new ReconciliationTable(jdbc, self);
            var reconciler = new Reconciler(table, relayGate, nakama, accounts, work);
            return new ReconcilerLoop(table, reconciler, relayGate, commands, settings.reconcileEvery());
        }

        @Bean
        WhenUserChangesThenTellGameServer whenUserChangesThenTellGameServer(
                GameWork work, DueWorker<UserId> gameWorker, GameSettings settings) {
            return new WhenUserChangesThenTellGameServer(work, gameWorker, settings.settle());
        }

        @Bean
        ConfigurerModule gameProcessor(
                @Qualifier("watchedEvents") StreamableMessageSource<TrackedEventMessage<?>> log) {
            return NotingProcessor.of(WhenUserChangesThenTellGameServer.GROUP, log);
        }
    }
}
