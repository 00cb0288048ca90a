package dev.annals.foundation.projection;

import static org.axonframework.eventhandling.PropagatingErrorHandler.instance;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs every projection in a pooled streaming processor of its own, named {@code group@generation}. The first is started
 * by Axon; those of later generations are built here, when this process rebuilds or hears that another one has.
 */
final class ProjectionProcessors {

    /** A processor of this process. */
    record Running(int generation, PooledStreamingEventProcessor processor, RowInvoker invoker) {

        String name() {
            return processor.getName();
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Generations generations;
    private final ProcessorFactory factory;
    private final boolean runHere;
    private final Map<String, Integer> live = new ConcurrentHashMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, Running> filling = new ConcurrentHashMap<>();
    private final Map<String, EventHandlerInvoker> handlers = new ConcurrentHashMap<>();
    private final Map<String, RowKeys> rowKeys = new ConcurrentHashMap<>();

    ProjectionProcessors(Generations generations, ProcessorFactory factory, boolean runHere) {
        this.generations = generations;
        this.factory = factory;
        this.runHere = runHere;
    }

    void register(EventProcessingConfigurer processing, String group, Function<EventMessage<?>, Object> rowKey) {
        var generation = generations.live(group);
        var name = Generations.name(group, generation);
        live.put(group, generation);
        rowKeys.put(group, new RowKeys(rowKey));
        factory.sharing().add(group);
        processing.assignProcessingGroup(group, name);
        // Each row to its segment: RowInvoker does it, once.
        processing.registerSequencingPolicy(group, configuration -> event -> group);
        processing.registerListenerInvocationErrorHandler(group, configuration -> instance());
        processing.registerErrorHandler(name, configuration -> instance());
        processing.registerEventProcessor(name, (ignored, configuration, invoker) -> {
            handlers.put(group, invoker);
            factory.use(configuration);
            if (!runHere) return new ElsewhereProcessor(name);
            var first = build(group, generation);
            running.put(group, first);
            return first.processor();
        });
    }

    private Running build(String group, int generation) {
        return factory.build(group, generation, part(handlers, group), part(rowKeys, group));
    }

    /** The processor of a generation that nobody reads yet, to be started by who fills it: in this process alone. */
    synchronized Running fill(String group, int generation) {
        var name = Generations.name(group, generation);
        factory.sharing().fillAlone(name);
        var next = build(group, generation);
        filling.put(name, next);
        return next;
    }

    /** Gives up what {@link #fill} began. */
    synchronized void abandon(Running next) {
        if (filling.remove(next.name()) != null) next.processor().shutDown();
        factory.sharing().share(next.name());
    }

    /** From now on that generation is the one that readers see; the processor of the one before ends. */
    synchronized void follow(String group, int generation) {
        if (part(live, group) == generation) return;
        if (runHere) {
            var name = Generations.name(group, generation);
            var filled = filling.remove(name);
            var before = running.put(group, filled != null ? filled : started(build(group, generation)));
            factory.sharing().share(name);
            if (before != null) before.processor().shutdownAsync();
        }
        live.put(group, generation);
    }

    private static Running started(Running next) {
        next.processor().start();
        return next;
    }

    /** Ends those that Axon does not know; one that does not come to its end is not waited for. */
    synchronized void stop() {
        var ends = Stream.concat(filling.values().stream(), running.values().stream())
                .map(one -> one.processor().shutdownAsync())
                .toArray(CompletableFuture[]::new);
        filling.clear();
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    Sharing sharing() {
        return factory.sharing();
    }

    Set<String> groups() {
        return live.keySet();
    }

    int generation(String group) {
        return part(live, group);
    }

    /** The projection's processor, if this process runs it. */
    @Nullable
    Running runningHere(String group) {
        return running.get(group);
    }

    /** Whether the projection does something with events of this class. */
    boolean handles(String group, Class<?> event) {
        var invoker = handlers.get(group);
        return invoker == null || RowInvoker.isUnknown(event) || invoker.canHandleType(event);
    }

    private static <T> T part(Map<String, T> parts, String group) {
        var part = parts.get(group);
        if (part == null) throw new IllegalArgumentException("No projection: " + group);
        return part;
    }
}
