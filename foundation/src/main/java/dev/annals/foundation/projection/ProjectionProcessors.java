package dev.annals.foundation.projection;

import static org.axonframework.eventhandling.PropagatingErrorHandler.instance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs every projection in a pooled streaming processor of its own, named {@code group@generation}. An exception ends
 * the batch, is retried with back-off, and stops nobody else.
 */
final class ProjectionProcessors {

    private final ProjectionSettings settings;
    private final Generations generations;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;
    private final boolean runHere;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, PooledStreamingEventProcessor> running = new ConcurrentHashMap<>();
    private final Map<String, EventHandlerInvoker> handlers = new ConcurrentHashMap<>();

    ProjectionProcessors(
            ProjectionSettings settings,
            Generations generations,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            ScheduledExecutorService coordinators,
            ScheduledExecutorService workers,
            boolean runHere) {
        this.settings = settings;
        this.generations = generations;
        this.log = log;
        this.coordinators = coordinators;
        this.workers = workers;
        this.runHere = runHere;
    }

    void register(EventProcessingConfigurer processing, String group, SequencingPolicy<EventMessage<?>> byRow) {
        var generation = generations.live(group);
        var name = group + "@" + generation;
        names.put(group, name);
        processing.assignProcessingGroup(group, name);
        processing.registerSequencingPolicy(group, configuration -> byRow);
        processing.registerListenerInvocationErrorHandler(group, configuration -> instance());
        processing.registerErrorHandler(name, configuration -> instance());
        processing.registerHandlerInterceptor(name, configuration -> Generation.interceptor(generation));
        processing.registerEventProcessor(name, (ignored, configuration, invoker) -> {
            handlers.put(group, invoker);
            return runHere ? run(group, name, configuration, invoker) : new ElsewhereProcessor(name);
        });
    }

    private EventProcessor run(String group, String name, Configuration configuration, EventHandlerInvoker invoker) {
        var processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(instance())
                .messageSource(log)
                .messageMonitor(configuration.messageMonitor(PooledStreamingEventProcessor.class, name))
                .tokenStore(configuration.getComponent(TokenStore.class))
                .transactionManager(configuration.getComponent(TransactionManager.class))
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(settings.segments())
                .batchSize(settings.batchSize())
                .claimExtensionThreshold(settings.claimExtensionMillis())
                .tokenClaimInterval(settings.claimIntervalMillis())
                .build();
        running.put(group, processor);
        return processor;
    }

    /** The name under which the projection's place is stored. */
    String nameOf(String group) {
        var name = names.get(group);
        if (name == null) throw new IllegalArgumentException("No projection: " + group);
        return name;
    }

    /** The projection's processor, if this process runs it. */
    @Nullable
    PooledStreamingEventProcessor runningHere(String group) {
        return running.get(group);
    }

    /** Whether the projection does something with events of this class. */
    boolean handles(String group, Class<?> event) {
        var invoker = handlers.get(group);
        return invoker == null || invoker.canHandleType(event);
    }
}
