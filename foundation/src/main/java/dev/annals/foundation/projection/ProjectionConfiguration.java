package dev.annals.foundation.projection;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.Haste;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.ProcessName;
import dev.annals.foundation.store.StoredTypes;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the projections that Spring finds to the log. */
@Configuration(proxyBeanMethods = false)
@Import(ControlConfiguration.class)
@EnableConfigurationProperties({ProjectionSettings.class, ReadSettings.class})
class ProjectionConfiguration {

    @Bean
    Progress projectionProgress(Haste haste) {
        return new Progress(haste);
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProjectionProcessors projectionProcessors(
            ProjectionSettings settings,
            JdbcClient jdbc,
            DataSource dataSource,
            @Qualifier("watchedEvents") StreamableMessageSource<TrackedEventMessage<?>> log,
            StoredTypes types,
            ProcessName self,
            Progress progress,
            Roles roles) {
        var sharing = new Sharing(jdbc, self, settings.segments());
        return new ProjectionProcessors(
                new Generations(jdbc),
                new ProcessorFactory(settings, log, progress, jdbc, types, dataSource, sharing),
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

    private static Function<EventMessage<?>, Object> byRow(ListableBeanFactory beans, String bean) {
        return event -> beans.getBean(bean, Projection.class).rowKey(event);
    }

    @Bean
    StoredPlaces storedPlaces(JdbcClient jdbc, Serializer serializer, StoredTypes types) {
        return new StoredPlaces(jdbc, serializer, types);
    }

    @Bean
    ReadModels readModels(
            ProjectionProcessors processors,
            StoredPlaces storedPlaces,
            Progress progress,
            ReadSettings settings,
            Positions positions) {
        return new WaitingReadModels(processors, storedPlaces, progress, settings, positions);
    }

    @Bean
    ControlTable projectionControl(JdbcClient jdbc, ProcessName self, ProjectionSettings settings) {
        return new ControlTable(jdbc, self, settings.lease());
    }

    @Bean
    ProjectionOperations projectionOperations(
            JdbcClient jdbc,
            ProjectionProcessors processors,
            StoredPlaces storedPlaces,
            ControlTable control,
            Positions positions,
            ProjectionSettings settings,
            ObjectProvider<ControlLoop> loop) {
        return new StoredOperations(
                jdbc,
                processors,
                storedPlaces,
                control,
                positions,
                settings.mostParked(),
                () -> loop.ifAvailable(ControlLoop::wakeUp));
    }

    @Bean
    ProjectionWatch projectionsHealth(ProjectionOperations operations, ProjectionProcessors processors) {
        return new ProjectionWatch(operations, processors.groups());
    }
}
