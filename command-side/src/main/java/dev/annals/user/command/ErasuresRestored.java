package dev.annals.user.command;

import dev.annals.foundation.personal.DataKeys;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the log agree with the list of erasures after the handlers are there and before the first request is. The keys
 * are destroyed by then. The other way round, what the log knows and the list has lost is listed, and destroyed, again.
 */
@Component
class ErasuresRestored implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasuresRestored.class);

    private final DataKeys keys;
    private final Erasures erasures;
    private final CommandGateway commands;
    private volatile boolean running;

    ErasuresRestored(DataKeys keys, Erasures erasures, CommandGateway commands) {
        this.keys = keys;
        this.erasures = erasures;
        this.commands = commands;
    }

    @Override
    public void start() {
        var known = erasures.closed();
        for (var subject : keys.listed()) if (!known.contains(new UserId(subject))) eraseAgain(new UserId(subject));
        known.forEach(userId -> keys.destroy(userId.value()));
        running = true;
    }

    /** After Axon, whose phase is 1024 before the web server's. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void eraseAgain(UserId userId) {
        try {
            RequestContext.system(Actor.RESTORE.name()).during(() -> commands.sendAndWait(new EraseAgain(userId)));
            LOG.warn("User {} is erased again: this log is older than the list of erasures", userId);
        } catch (AggregateNotFoundException older) {
            LOG.info("User {} of the list of erasures is not in this log", userId);
        }
    }
}
