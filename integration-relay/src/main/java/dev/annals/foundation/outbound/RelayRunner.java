package dev.annals.foundation.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the relay with the process, where it has one, and ends it before what it stands on. */
final class RelayRunner implements SmartLifecycle {

    private final @Nullable Relay relay;
    private volatile boolean running;

    RelayRunner(@Nullable Relay relay) {
        this.relay = relay;
    }

    @Override
    public void start() {
        if (relay != null) relay.start();
        running = true;
    }

    @Override
    public void stop() {
        if (relay != null) relay.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
