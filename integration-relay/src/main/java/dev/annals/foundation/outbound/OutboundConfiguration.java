package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.ProcessName;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the relay is made of. Only processes of the role {@code relay} send. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NatsSettings.class, RelaySettings.class})
class OutboundConfiguration {

    @Bean
    NatsConnections natsConnections(NatsSettings settings) {
        return new NatsConnections(settings);
    }

    @Bean
    RelayStatus relayStatus() {
        return new RelayStatus();
    }

    @Bean
    RelayStore relayStore(
            JdbcTemplate jdbc,
            JdbcTransactionManager transactions,
            Serializer serializer,
            ProcessName self,
            RelaySettings settings) {
        return new RelayStore(jdbc, transactions, serializer, self.value(), settings.lease());
    }

    @Bean
    RelayRunner relayRunner(
            Roles roles,
            NatsSettings nats,
            RelaySettings settings,
            NatsConnections connections,
            RelayStore store,
            RelayStatus status,
            EventStore events,
            LogEvents log,
            ObjectProvider<Outgoing> outgoing) {
        if (!roles.has(Role.RELAY) || !nats.isPresent()) return new RelayRunner(null);
        var what = outgoing.getObject();
        var transport = new NatsTransport(connections, settings, what, store, new Reconciliation(store, log, what));
        return new RelayRunner(new Relay(transport, store, events, log, what, settings, status));
    }
}
