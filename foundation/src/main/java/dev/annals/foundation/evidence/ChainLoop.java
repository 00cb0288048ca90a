package dev.annals.foundation.evidence;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Chains every second, seals every minute, and looks whether what was chained is still there. */
final class ChainLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChainLoop.class);
    private static final int HOLES = 10_000;

    private final Chainer chainer;
    private final ChainTable chain;
    private final SealTable seals;
    private final EvidenceSettings settings;
    private final boolean runHere;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread thread;
    private long seen;
    private int failures;

    ChainLoop(Chainer chainer, ChainTable chain, SealTable seals, EvidenceSettings settings, boolean runHere) {
        this.chainer = chainer;
        this.chain = chain;
        this.seals = seals;
        this.settings = settings;
        this.runHere = runHere;
    }

    @Override
    public void start() {
        if (!runHere) return;
        running = true;
        thread = Thread.ofPlatform().daemon().name("audit-chain").start(this::loop);
    }

    private void loop() {
        try {
            while (!stopped.await(settings.chainInterval().toNanos(), TimeUnit.NANOSECONDS)) round();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            while (chainer.chainSome() == Chainer.BLOCK_EVENTS && running) Thread.onSpinWait();
            lookBack();
            chainer.seal(settings.sealInterval()).ifPresent(seal -> {
                LOG.info("Audit {}", seal);
                lookIntoHoles();
            });
            failures = 0;
        } catch (RuntimeException failure) {
            // Others may have been faster, or the database is away for a moment.
            if (running && ++failures == 3) LOG.warn("The log is not chained right now: {}", failure.toString());
        }
    }

    private void lookBack() {
        var head = chain.last().map(ChainBlock::lastIndex).orElse(0L);
        if (head < seen && seals.alarm(Alarm.CHAIN_CUT, head))
            LOG.error("AUDIT ALARM: the chain ends at {} and has been seen at {}", head, seen);
        seen = head;
    }

    private void lookIntoHoles() {
        for (var index : chain.filledHoles(HOLES))
            if (seals.alarm(Alarm.FILLED_HOLE, index))
                LOG.error("AUDIT ALARM: an event has appeared at {}, where the chain had passed a hole", index);
    }

    @Override
    public void stop() {
        running = false;
        var current = thread;
        if (current == null) return;
        stopped.countDown();
        try {
            current.join(Duration.ofSeconds(5));
            chainer.leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.debug("Another process chains when the lease is over", failure);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
