package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.ProcessName;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the relay is made of. Only processes of the role {@code relay} send. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NatsSettings.class, RelaySettings.class, SyncSettings.class})
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
    Left left(RelayStore store) {
        return new Left(store);
    }

    /** One way at a time, by setting. */
    @Bean
    RelayRunner relayRunner(
            Roles roles,
            NatsSettings nats,
            SyncSettings sync,
            @Value("${USE_EVENT_SYNC:true}") boolean usesEvents,
            RelaySettings settings,
            NatsConnections connections,
            RelayStore store,
            RelayStatus status,
            EventStore events,
            LogEvents log,
            ObjectProvider<Outgoing> outgoing) {
        var isWanted = usesEvents ? nats.isPresent() : !sync.url().isEmpty();
        if (!roles.has(Role.RELAY) || !isWanted) return new RelayRunner(null);
        var what = outgoing.getObject();
        var transport = usesEvents
                ? new NatsTransport(connections, settings, what, store, new Reconciliation(store, log, what))
                : new HttpTransport(sync, store);
        return new RelayRunner(new Relay(transport, store, events, log, what, settings, status));
    }

    @Bean
    RelayWatch relayHealth(
            @Value("${USE_EVENT_SYNC:true}") boolean usesEvents,
            RelayStore store,
            RelayStatus status,
            Positions positions) {
        return new RelayWatch(usesEvents ? "nats" : "http", store, status, positions);
    }
}
