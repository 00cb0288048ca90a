package dev.annals.game.relay;

import dev.annals.foundation.web.RequestContext;
import dev.annals.game.GameOperationCommand.RequestGameReconciliation;
import dev.annals.shared.CommandRefused;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Once a second takes a comparison upon this process that somebody wishes; wishes for one itself now and then. */
final class ReconcilerLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerLoop.class);

    private final ReconciliationTable table;
    private final Reconciler reconciler;
    private final NakamaGate gate;
    private final CommandGateway commands;
    private final Duration every;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("game-reconciler").factory());
    private volatile boolean running;

    ReconcilerLoop(
            ReconciliationTable table,
            Reconciler reconciler,
            NakamaGate gate,
            CommandGateway commands,
            Duration every) {
        this.table = table;
        this.reconciler = reconciler;
        this.gate = gate;
        this.commands = commands;
        this.every = every;
    }

    @Override
    public void start() {
        running = true;
        var unused = timer.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
        // Not at the start: whoever restarts often would compare often.
        if (every.isPositive()) {
            var minute = timer.scheduleWithFixedDelay(this::wishIfDue, 1, 1, TimeUnit.MINUTES);
        }
    }

    private void round() {
        if (!gate.isOpen()) return;
        try {
            table.take()
                    .ifPresent(wish -> RequestContext.system("game").during(() -> {
                        reconciler.carryOut(wish);
                        return true;
                    }));
        } catch (RuntimeException notNow) {
            if (running)
                LOG.warn(
                        "Accounts are not compared right now: {}",
                        notNow.getClass().getSimpleName());
        }
    }

    private void wishIfDue() {
        if (!gate.isOpen()) return;
        try {
            if (!table.isRecent(every))
                RequestContext.system("game")
                        .during(() -> commands.<Object>sendAndWait(
                                new RequestGameReconciliation(UUID.randomUUID(), true, "")));
        } catch (CommandRefused somebodyElseWas) {
            // Another process was faster.
        } catch (RuntimeException notNow) {
            if (running)
                LOG.warn(
                        "No comparison is wished for right now: {}",
                        notNow.getClass().getSimpleName());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
