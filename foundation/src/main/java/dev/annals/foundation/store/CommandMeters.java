package dev.annals.foundation.store;

import dev.annals.shared.CommandRefused;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Times each command by what it is and how it ended: {@code annals.commands}, with the tags {@code command} and
 * {@code outcome} (done, refused, conflict, failed). Axon's own meters keep four of them per message and a window of samples,
 * which cost a sign-in a twentieth.
 */
final class CommandMeters implements MessageMonitor<Message<?>> {

    private record Name(Class<?> command, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Name, Timer> timers = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        var command = message.getPayloadType();
        var begun = System.nanoTime();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                ended("done");
            }

            @Override
            public void reportFailure(@Nullable Throwable cause) {
                ended(outcomeOf(cause));
            }

            @Override
            public void reportIgnored() {
                ended("failed");
            }

            private void ended(String outcome) {
                timers.computeIfAbsent(new Name(command, outcome), CommandMeters.this::timer)
                        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
        };
    }

    /** A conflict is tried again, and is told of then. */
    private static String outcomeOf(@Nullable Throwable cause) {
        if (cause instanceof CommandRefused) return "refused";
        return cause instanceof ConcurrencyException ? "conflict" : "failed";
    }

    private Timer timer(Name name) {
        return Timer.builder("annals.commands")
                .description("Commands by what they are and how they ended")
                .tag("command", name.command().getSimpleName())
                .tag("outcome", name.outcome())
                .register(registry);
    }
}
