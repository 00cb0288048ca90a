package dev.annals.session.command;

import dev.annals.foundation.web.RequestContext;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndSession;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What time alone brings: keys are rotated, and sessions that nobody refreshes any more end. */
@Component
class SessionUpkeep implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SessionUpkeep.class);
    private static final int AT_A_TIME = 100;

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final SessionSecrets secrets;
    private final CommandGateway commands;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("session-upkeep").daemon().factory());

    SessionUpkeep(
            SigningKeys keys, TokenSettings settings, SessionSecrets secrets, CommandGateway commands, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.secrets = secrets;
        this.commands = commands;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        var unused = timer.scheduleWithFixedDelay(this::tend, 0, 1, TimeUnit.MINUTES);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private void tend() {
        try {
            keys.keepUp(settings.rotation());
            endExpired();
        } catch (RuntimeException e) {
            LOG.warn("Session upkeep failed; it is tried again in a minute", e);
        }
    }

    /** Ends what has expired; ending an ended session is no error, so several processes may do it. */
    void endExpired() {
        var now = clock.instant();
        for (var sessionId : secrets.expired(now, AT_A_TIME))
            RequestContext.system("session-upkeep")
                    .during(() -> commands.sendAndWait(new EndSession(sessionId, EndCause.EXPIRED)));
        secrets.forgetContinued(now);
    }
}
