package dev.annals.foundation.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.stream.StreamSupport;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Reads from a command what aggregate it is for: the component or method that is marked
 * {@link TargetAggregateIdentifier}. Looked for once per class; Axon's own looks at every method of it each time.
 */
final class CommandTargets implements CommandTargetResolver {

    private static final ClassValue<MethodHandle> TARGETS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> command) {
            return targetOf(command);
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        try {
            var target = TARGETS.get(command.getPayloadType()).invoke(command.getPayload());
            if (target == null)
                throw new IllegalArgumentException("It names no aggregate: " + command.getPayloadType());
            return new VersionedAggregateIdentifier(target, null);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static MethodHandle targetOf(Class<?> command) {
        // The accessor of a marked component of a record carries its mark; what is inherited counts too.
        var accessor = StreamSupport.stream(ReflectionUtils.methodsOf(command).spliterator(), false)
                .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing in it is its target: " + command));
        try {
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
