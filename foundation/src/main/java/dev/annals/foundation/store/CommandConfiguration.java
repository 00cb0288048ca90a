package dev.annals.foundation.store;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of a command: from the gateway to an aggregate in memory, and back when it is refused. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    @Bean
    FreshDecisions freshDecisions(EventLog eventLog, DataSource dataSource) {
        return new FreshDecisions(eventLog, Database.of(dataSource).isPostgres());
    }

    @Bean
    RecentAggregates aggregateCache(StoreSettings settings, StreamHeads streamHeads, FreshDecisions freshDecisions) {
        return new RecentAggregates(settings.cachedAggregates(), streamHeads, freshDecisions);
    }

    @Bean
    Provenance provenance() {
        return new Provenance();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commandBus, Provenance provenance) {
        return DefaultCommandGateway.builder()
                .commandBus(commandBus)
                .retryScheduler(new PatientRetries())
                .dispatchInterceptors(provenance)
                .build();
    }

    @Bean
    static ConfigurerModule commandMeters(ObjectProvider<MeterRegistry> registry) {
        return configurer -> registry.ifAvailable(
                meters -> configurer.configureMessageMonitor(CommandBus.class, axon -> new CommandMeters(meters)));
    }

    @Bean
    CommandTargetResolver commandTargets() {
        return new CommandTargets();
    }

    /** Axon commits when a handler throws a checked exception; we never do. */
    @Bean
    InitializingBean rollbackOnAnything(SimpleCommandBus commandBus, FreshDecisions freshDecisions, H2File h2File) {
        return () -> {
            commandBus.setRollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
            commandBus.registerHandlerInterceptor(freshDecisions);
            commandBus.registerHandlerInterceptor(h2File);
        };
    }
}
