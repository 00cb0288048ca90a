package dev.annals.foundation.projection;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.StoredTypes;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the projections that Spring finds to the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionSettings.class, ReadSettings.class})
class ProjectionConfiguration {

    @Bean
    Progress projectionProgress() {
        return new Progress();
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProjectionProcessors projectionProcessors(
            ProjectionSettings settings,
            JdbcClient jdbc,
            @Qualifier("watchedEvents") StreamableMessageSource<TrackedEventMessage<?>> log,
            Progress progress,
            Roles roles) {
        return new ProjectionProcessors(
                settings,
                new Generations(jdbc),
                log,
                ProjectionThreads.coordinator(),
                ProjectionThreads.workers(settings.workers(), progress),
                roles.has(Role.PROJECTIONS));
    }

    @Bean
    ConfigurerModule projections(ProjectionProcessors processors, ListableBeanFactory beans) {
        return configurer -> configurer.eventProcessing(processing -> {
            for (var bean : beans.getBeanNamesForType(Projection.class, true, false)) {
                var group = beans.findAnnotationOnBean(bean, ProcessingGroup.class);
                if (group == null) throw new IllegalStateException("A projection needs a @ProcessingGroup: " + bean);
                processors.register(processing, group.value(), byRow(beans, bean));
            }
        });
    }

    private static SequencingPolicy<EventMessage<?>> byRow(ListableBeanFactory beans, String bean) {
        return event -> beans.getBean(bean, Projection.class).rowKey(event);
    }

    @Bean
    ReadModels readModels(
            ProjectionProcessors processors,
            JdbcClient jdbc,
            Serializer serializer,
            StoredTypes types,
            Progress progress,
            ReadSettings settings,
            Positions positions) {
        return new WaitingReadModels(
                processors, new StoredPlaces(jdbc, serializer, types), progress, settings, positions);
    }
}
