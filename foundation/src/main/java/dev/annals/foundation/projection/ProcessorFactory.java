package dev.annals.foundation.projection;

import static org.axonframework.eventhandling.PropagatingErrorHandler.instance;

import dev.annals.foundation.projection.ProjectionProcessors.Running;
import dev.annals.foundation.store.OnceOnly;
import dev.annals.foundation.store.StoredTypes;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds the processor of one generation of a projection. An exception ends its batch and is retried with back-off. */
final class ProcessorFactory {

    private final ProjectionSettings settings;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final ScheduledExecutorService coordinators = ProjectionThreads.coordinator();
    private final ScheduledExecutorService workers;
    private final JdbcClient jdbc;
    private final StoredTypes types;
    private final Savepoints savepoints;
    private final Sharing sharing;
    private volatile @Nullable Configuration axon;

    ProcessorFactory(
            ProjectionSettings settings,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Progress progress,
            JdbcClient jdbc,
            StoredTypes types,
            DataSource dataSource,
            Sharing sharing) {
        this.settings = settings;
        this.log = log;
        this.workers = ProjectionThreads.workers(settings.workers(), progress);
        this.jdbc = jdbc;
        this.types = types;
        this.savepoints = new Savepoints(dataSource);
        this.sharing = sharing;
    }

    Sharing sharing() {
        return sharing;
    }

    void use(Configuration configuration) {
        axon = configuration;
    }

    Running build(String group, int generation, EventHandlerInvoker handlers, RowKeys rowKeys) {
        var configuration = axon;
        if (configuration == null) throw new IllegalStateException("Axon has not been configured yet");
        var name = Generations.name(group, generation);
        var lot = new ParkingLot(jdbc, group, generation);
        var invoker =
                new RowInvoker(handlers, name, generation, rowKeys, lot, types, savepoints, settings.mostParked());
        var processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(instance())
                .messageSource(log)
                .tokenStore(configuration.getComponent(TokenStore.class))
                .transactionManager(configuration.getComponent(TransactionManager.class))
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(settings.segments())
                .batchSize(settings.batchSize())
                .claimExtensionThreshold(settings.claimExtensionMillis())
                .tokenClaimInterval(settings.claimIntervalMillis())
                .maxSegmentProvider(new AtMost(sharing))
                .build();
        processor.registerHandlerInterceptor(new OnceOnly());
        return new Running(generation, processor, invoker);
    }
}
