package dev.annals.foundation.security;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the gate's rows fresh in the background, so that a session in use costs no SELECT per request. */
@Component
class AccessRefresher implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AccessRefresher.class);

    private final AccessGate gate;
    private final AccessSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("access-refresher").daemon().factory());
    private boolean failing;

    AccessRefresher(AccessGate gate, AccessSettings settings) {
        this.gate = gate;
        this.settings = settings;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        var millis = settings.refresh().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private void refresh() {
        try {
            gate.refresh();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) LOG.warn("Access state cannot be refreshed; requests ask the database themselves", e);
            failing = true;
        }
    }
}
