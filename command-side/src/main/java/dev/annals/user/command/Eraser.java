package dev.annals.user.command;

import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.UserCommand.CompleteErasure;
import dev.annals.user.UserCommand.EraseUser;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings erasures to their end: asked for in one transaction, completed in a later one. Where everybody knows already
 * that is at once; where not, or where the process has died in between, any process does it as soon as it can.
 */
@Component
class Eraser implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    private final CommandGateway commands;
    private final Erasures erasures;
    private final ErasureSettings settings;
    private final Set<UserId> complainedOf = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("eraser").daemon().factory());

    Eraser(CommandGateway commands, Erasures erasures, ErasureSettings settings) {
        this.commands = commands;
        this.erasures = erasures;
        this.settings = settings;
    }

    /**
     * Asks for an erasure, and does what can be done of it now.
     *
     * @param override not to wait any longer for receivers that had their time; that is the caller's own deed
     * @return the account, {@code ERASED} once there is nothing left to read
     */
    Account erase(UserId userId, @Nullable String reason, boolean override) {
        Account account = commands.sendAndWait(new EraseUser(userId, reason));
        if (account.status() == AccountStatus.ERASED) return account;
        if (override) return commands.sendAndWait(new CompleteErasure(userId, true));
        var completed = complete(userId);
        return completed == null ? account : completed;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::completeAll, 0, settings.retry().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private void completeAll() {
        try {
            erasures.pending().forEach(this::complete);
        } catch (RuntimeException e) {
            LOG.warn("Unfinished erasures cannot be looked at: {}", e.getClass().getSimpleName());
        }
    }

    /** What fails now is tried again later, here or elsewhere; the request is safe. */
    private @Nullable Account complete(UserId userId) {
        try {
            var untold = erasures.untold(userId);
            if (!untold.isEmpty()) {
                if (erasures.isOverdue(userId) && complainedOf(userId))
                    LOG.warn("The erasure of {} waits for {}; an ADMIN may override it", userId, untold);
                return null;
            }
            return RequestContext.current()
                    .as(new Actor.System("erasure"))
                    .during(() -> commands.sendAndWait(new CompleteErasure(userId, false)));
        } catch (RuntimeException e) {
            LOG.error("The erasure of {} is not complete and will be tried again", userId, e);
            return null;
        }
    }

    private synchronized boolean complainedOf(UserId userId) {
        return complainedOf.add(userId);
    }
}
