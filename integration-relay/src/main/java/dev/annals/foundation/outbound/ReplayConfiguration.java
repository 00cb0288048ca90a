package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.ReplayRun.Parts;
import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.ProcessName;
import dev.annals.foundation.store.StoredTypes;
import java.util.List;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What single subscribers are told, and what they gave up on. Only processes of the role {@code relay} see to it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {

    @Bean
    ReadStream readStream(NatsConnections connections, NatsSettings nats, RelaySettings settings, Outgoing outgoing) {
        return new ReadStream(connections, nats, settings.stream(), outgoing.subjects());
    }

    @Bean
    ReplayStatus replayStatus() {
        return new ReplayStatus();
    }

    @Bean
    ReplayWatch replayHealth(JdbcClient jdbc, ReplayStatus status) {
        return new ReplayWatch(jdbc, status);
    }

    @Bean
    SmartLifecycle replays(
            Roles roles,
            NatsSettings nats,
            NatsConnections connections,
            RelayOperations operations,
            RelayStore relay,
            RelaySettings relaySettings,
            ReplaySettings settings,
            LogEvents log,
            Outgoing outgoing,
            ProcessName self,
            StoredTypes stored,
            ReplayStatus status,
            JdbcClient jdbc) {
        if (!roles.has(Role.RELAY) || !nats.isPresent()) return new RelayRunner(null);
        return replays(
                self, connections, operations, relay, relaySettings, settings, log::at, outgoing, stored, status, jdbc);
    }

    static Replays replays(
            ProcessName self,
            NatsConnections connections,
            RelayOperations operations,
            RelayStore relay,
            RelaySettings relaySettings,
            ReplaySettings settings,
            Function<List<Long>, List<TrackedEventMessage<?>>> log,
            Outgoing outgoing,
            StoredTypes stored,
            ReplayStatus status,
            JdbcClient jdbc) {
        var table = new ReplayTable(jdbc, self.value(), settings.lease());
        var stream = new ReplayStream(relaySettings, settings);
        var types = outgoing.types().stream().map(stored::nameOf).toList();
        var parts = new Parts(table, log, outgoing, relay, stream, types, settings);
        return new Replays(connections, operations, parts, new DeadLetters(jdbc, table, stream), status);
    }
}
