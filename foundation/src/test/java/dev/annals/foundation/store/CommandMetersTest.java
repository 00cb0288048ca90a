package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class CommandMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CommandMeters meters = new CommandMeters(registry);

    private record Rename(String id) {}

    @Test
    void eachCommandIsCountedByHowItEnded() {
        ingested().reportSuccess();
        ingested().reportSuccess();
        ingested().reportFailure(new CommandRefused(SharedRefusal.NOT_PERMITTED));
        ingested().reportFailure(new ConcurrencyException("moved on"));
        ingested().reportFailure(new IllegalStateException("a bug"));
        ingested().reportIgnored();

        assertThat(ended("done")).isEqualTo(2);
        assertThat(ended("refused")).isEqualTo(1);
        assertThat(ended("conflict")).isEqualTo(1);
        assertThat(ended("failed")).isEqualTo(2);
    }

    private org.axonframework.monitoring.MessageMonitor.MonitorCallback ingested() {
        return meters.onMessageIngested(new GenericCommandMessage<>(new Rename("1")));
    }

    private long ended(String outcome) {
        return registry.get("annals.commands")
                .tag("command", "Rename")
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}
